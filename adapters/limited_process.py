"""A process apart for what parses content from outside: limited in memory and time, killed and replaced.

    worker = LimitedWorker("adapters.uploads.inspecting:handle", memory=1 << 30, cpu_seconds=10, seconds=15)
    reply = await worker.call({"limit": 20}, content)   # reply.fields: a mapping, reply.content: bytes
    worker.close()

The task is a plain function `handle(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]` in a
module of its own; the module is imported in the process only. Requests and replies are JSON and bytes with their
lengths in front (adapters/limited_child.py), never pickles. `call` raises WorkerFailed, whose `reason` tells why; the
process is then gone, the next call starts a fresh one. It raises WorkerUnavailable when the process can't even start.
An exception of the task comes as its class name: neither its text nor anything written to stdout or stderr leaves the
process.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from adapters.limited_child import receive, send

ROOT = Path(__file__).parent.parent
Why = Literal["time", "memory", "crashed", "raised"]


class WorkerFailed(Exception):
    """The task didn't end well.

    Attributes:
        reason: time (it took too long), memory, crashed (the process died), raised (the task raised an exception).
        error: then, the exception's class name.
    """

    def __init__(self, reason: Why, error: str = "") -> None:
        super().__init__(f"{reason} {error}".strip())
        self.reason, self.error = reason, error


class WorkerUnavailable(Exception):
    """The process didn't start: its module can't be imported within the limits. No content is to blame."""


@dataclass(frozen=True)
class WorkerReply:
    fields: Mapping[str, Any]
    content: bytes = field(default=b"", repr=False)


class LimitedWorker:
    """Runs one task at a time in each of its processes. They start when first needed and stay until they fail.

    Args:
        task: `module:function`.
        memory: address space of the process in bytes; the interpreter and its libraries count too.
        cpu_seconds: processor time of one task, over all its threads; whole seconds.
        seconds: the same by the clock, from the start of the process where it isn't running yet.
        processes: how many at once.
        tasks: after so many tasks a process is replaced, so that what a library leaks stays small.
    """

    def __init__(
        self, task: str, *, memory: int, cpu_seconds: int, seconds: float, processes: int = 1, tasks: int = 500
    ) -> None:
        self._command = [sys.executable, "-m", "adapters.limited_child", task, str(memory), str(cpu_seconds)]
        self._seconds, self._tasks = seconds, tasks
        self._idle: list[_Process] = []
        self._threads = ThreadPoolExecutor(processes, f"limited {task}")  # a thread waits for each process

    async def call(self, fields: Mapping[str, Any], content: bytes = b"") -> WorkerReply:
        """Raises WorkerFailed, WorkerUnavailable."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._call, fields, content)

    def close(self) -> None:
        """End the processes; tasks that run are finished first, those that wait are given up."""
        self._threads.shutdown(cancel_futures=True)
        while self._idle:
            self._idle.pop().end()

    def _call(self, fields: Mapping[str, Any], content: bytes) -> WorkerReply:
        process = self._take()
        try:
            reply = process.ask(fields, content, self._seconds)
        except BaseException:
            process.end()
            raise
        if process.asked < self._tasks:
            self._idle.append(process)
        else:
            process.end()
        return reply

    def _take(self) -> _Process:
        while self._idle:
            process = self._idle.pop()
            if process.lives():
                return process
            process.end()
        return _Process(self._command)


class _Process:
    def __init__(self, command: list[str]) -> None:
        self.asked = 0  # 0: it hasn't said yet that it is ready
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, cwd=ROOT, env=_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def lives(self) -> bool:
        return self._process.poll() is None

    def ask(self, fields: Mapping[str, Any], content: bytes, seconds: float) -> WorkerReply:
        late = threading.Event()
        timer = threading.Timer(seconds, self._kill, (late,))
        timer.start()
        try:
            if not self.asked and self._hear() is None:
                raise WorkerUnavailable
            found = self._exchange(fields, content)
        finally:
            timer.cancel()
        if found is None:
            raise WorkerFailed(self._why(late.is_set()))
        reply, content = found
        if "error" in reply:
            memory = reply["error"] == MemoryError.__name__
            raise WorkerFailed("memory" if memory else "raised", str(reply["error"]))
        return WorkerReply(reply["fields"], content)

    def _exchange(self, fields: Mapping[str, Any], content: bytes) -> tuple[dict[str, Any], bytes] | None:
        self.asked += 1
        with contextlib.suppress(OSError):
            send(self._process.stdin, fields, content)
            return self._hear()
        return None

    def _hear(self) -> tuple[dict[str, Any], bytes] | None:
        try:
            return receive(self._process.stdout)
        except (OSError, ValueError):
            return None

    def end(self) -> None:
        self._kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):  # what couldn't be sent any more
                pipe.close()

    def _kill(self, late: threading.Event | None = None) -> None:
        if late is not None:
            late.set()
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    def _why(self, late: bool) -> Why:
        self._process.kill()
        return "time" if late or self._process.wait() == -signal.SIGXCPU else "crashed"


def _environment() -> dict[str, str]:
    """Only what an interpreter needs: the keys of the installation aren't the process's business."""
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "VIRTUAL_ENV", "PYTHONPATH", "OMP_NUM_THREADS")
    return {name: os.environ[name] for name in kept if name in os.environ} | {"PYTHONDONTWRITEBYTECODE": "1"}
