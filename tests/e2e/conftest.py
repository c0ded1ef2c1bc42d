from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from browser import NO_CHROMIUM, chromium
from playwright.async_api import Browser

from ops.environment import free_ports

HERE = Path(__file__).parent
START_SECONDS = 30


class Stub:
    """The stub gateway as a process that can be stopped and started again on its port, keeping its records."""

    def __init__(self, folder: Path) -> None:
        self.port = free_ports().bot
        self.address = f"http://127.0.0.1:{self.port}"
        self._records = folder / "records.json"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, str(HERE / "stub_gateway.py"), str(self.port), str(self._records)]
        environment = {**os.environ, "PYTHONPATH": str(HERE.parents[1])}
        self._process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT)
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address + "/heard", timeout=1).close()  # noqa: S310
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise TimeoutError("the stub gateway did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None


@pytest.fixture(scope="module")
def stub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stub]:
    gateway = Stub(tmp_path_factory.mktemp("stub"))
    gateway.start()
    yield gateway
    gateway.stop()


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    if shutil.which("chromium") is None:
        pytest.skip(NO_CHROMIUM)
    async with chromium() as launched:
        yield launched
