"""Starts the real stand-ins on free ports, each a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from ops.environment import free_ports
from ops.places import ROOT

INSURERS_SECRET, PAYMENTS_SECRET = "insurers-test-secret", "payments-test-secret"
DISPATCH_SECRET = "dispatch-test-secret"


@dataclass
class Provider:
    """One running stand-in, with what tests ask of it."""

    name: str
    port: int
    folder: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        env = os.environ | {
            "LINGBAO_SANDBOX_DIR": str(self.folder),
            f"LINGBAO_SANDBOX_{self.name.upper()}_PORT": str(self.port),
            "LINGBAO_INSURERS_KEY": INSURERS_SECRET,
            "LINGBAO_PAYMENTS_KEY": PAYMENTS_SECRET,
            "LINGBAO_PROVIDERS_KEY": DISPATCH_SECRET,
            "LINGBAO_SANDBOX_PROVIDERS_SECONDS": "60",
            "LINGBAO_SANDBOX_CALLBACK_SECONDS": "0.1",
            "LINGBAO_SANDBOX_SETTLE_SECONDS": "0.3",
            "LINGBAO_SANDBOX_CLAIM_SECONDS": "0.3",
        }
        self.process = subprocess.Popen([sys.executable, "-m", f"sandbox.{self.name}"], cwd=ROOT, env=env)
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            try:
                httpx.get(f"{self.url}/healthz", trust_env=False)
            except httpx.HTTPError:
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(self.name)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)
            self.process = None

    def switch(self, **switches: dict[str, object]) -> None:
        """Turn failure switches on; without any, all off."""
        httpx.put(f"{self.url}/_sandbox/switches", json=switches, trust_env=False).raise_for_status()

    def ledger(self) -> dict[str, list[dict[str, object]]]:
        return httpx.get(f"{self.url}/_sandbox/ledger", trust_env=False).json()

    def configure(self, what: str, content: object) -> None:
        """Plant something in a stand-in's books."""
        httpx.put(f"{self.url}/_sandbox/{what}", json=content, trust_env=False).raise_for_status()

    def press(self, page_url: str, action: str = "pay") -> httpx.Response:
        """What a customer's browser does on the payment page."""
        return httpx.post(page_url, data={"action": action}, follow_redirects=True, trust_env=False)


@contextmanager
def running(name: str, folder: Path) -> Iterator[Provider]:
    provider = Provider(name, getattr(free_ports(), name), folder)
    provider.start()
    try:
        yield provider
    finally:
        provider.stop()
