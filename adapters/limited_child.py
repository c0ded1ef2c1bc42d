"""The inside of adapters/limited_process.py: limits itself, then answers requests until its input ends."""

from __future__ import annotations

import importlib
import json
import os
import resource
import struct
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

LENGTHS = struct.Struct(">II")  # of the JSON and of the bytes after it
MOST = 256 * 1024 * 1024  # bytes of one message: a process gone mad doesn't fill the other side's memory
OPEN_FILES = 256


def send(pipe: BinaryIO, fields: Mapping[str, Any], content: bytes = b"") -> None:
    head = json.dumps(fields, ensure_ascii=False).encode()
    pipe.write(LENGTHS.pack(len(head), len(content)))
    pipe.write(head)
    pipe.write(content)
    pipe.flush()


def receive(pipe: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next message; None when the other side is gone. Raises ValueError for what is no message."""
    lengths = pipe.read(LENGTHS.size)
    if len(lengths) < LENGTHS.size:
        return None
    head_size, content_size = LENGTHS.unpack(lengths)
    if head_size + content_size > MOST:
        raise ValueError("a message too large")
    head, content = pipe.read(head_size), pipe.read(content_size)
    if len(head) < head_size or len(content) < content_size:
        return None
    fields = json.loads(head)
    if not isinstance(fields, dict):
        raise ValueError("no message")  # noqa: TRY004 - a value from outside
    return fields, content


def limit(memory: int) -> None:
    """Address space, no file written, no core left."""
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))


def limit_cpu(seconds: int) -> None:
    """So much processor time from now: what the tasks before used doesn't count. Exceeding it ends the process."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + 1 + seconds
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (soft if hard == resource.RLIM_INFINITY else min(soft, hard), hard))


def main() -> None:
    task, memory, cpu_seconds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not stand between the answers; stderr goes nowhere
    limit(memory)
    limit_cpu(cpu_seconds)
    module, _, name = task.partition(":")
    handle = getattr(importlib.import_module(module), name)
    send(answers, {"ready": True})
    while (request := receive(sys.stdin.buffer)) is not None:
        limit_cpu(cpu_seconds)
        fields: Mapping[str, Any] = {}
        content = b""
        try:
            found, content = handle(*request)
            fields = {"fields": found}
        except Exception as error:  # the name only: a text may hold what was read
            fields = {"error": type(error).__name__}
        del request
        send(answers, fields, content)
        if fields.get("error"):
            return  # whatever it left behind ends with it


if __name__ == "__main__":
    main()
