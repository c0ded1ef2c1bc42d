"""LimitedWorker with real processes: what goes wrong inside stays inside."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator

import pytest

from adapters.limited_process import LimitedWorker, WorkerFailed, WorkerUnavailable

TASK = "tests.integration.adapters.limited_tasks:handle"
MEBIBYTE = 1024 * 1024


@pytest.fixture
def worker() -> Iterator[LimitedWorker]:
    worker = LimitedWorker(TASK, memory=512 * MEBIBYTE, cpu_seconds=1, seconds=4)
    yield worker
    worker.close()


async def test_that_fields_and_bytes_go_there_and_back(worker: LimitedWorker) -> None:
    content = os.urandom(20 * MEBIBYTE)
    reply = await worker.call({"do": "echo", "名": "字"}, content)
    assert (reply.fields["名"], reply.content == content) == ("字", True)


async def test_that_one_process_serves_many_calls(worker: LimitedWorker) -> None:
    found = {(await worker.call({"do": "pid"})).fields["pid"] for _ in range(5)}
    assert len(found) == 1
    assert found != {os.getpid()}


async def test_that_each_task_has_its_own_processor_time(worker: LimitedWorker) -> None:
    first = await worker.call({"do": "pid"})
    for _ in range(5):
        await worker.call({"do": "busy", "seconds": 0.5})
    assert (await worker.call({"do": "pid"})).fields == first.fields


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"do": "busy", "seconds": 60}, "time"),
        ({"do": "sleep", "seconds": 60}, "time"),
        ({"do": "allocate", "bytes": 2048 * MEBIBYTE}, "memory"),
        ({"do": "abort"}, "crashed"),
        ({"do": "leave"}, "crashed"),
        ({"do": "raise"}, "raised"),
        ({"do": "write"}, "raised"),
    ],
)
async def test_that_a_task_that_fails_takes_only_its_process_along(
    worker: LimitedWorker, asked: dict[str, object], reason: str
) -> None:
    before = (await worker.call({"do": "pid"})).fields["pid"]
    with pytest.raises(WorkerFailed) as failed:
        await worker.call(asked)
    assert failed.value.reason == reason
    after = (await worker.call({"do": "pid"})).fields["pid"]
    assert after != before
    with pytest.raises(ProcessLookupError):
        os.kill(before, 0)


async def test_that_what_a_task_read_is_in_no_error(worker: LimitedWorker, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(WorkerFailed) as failed:
        await worker.call({"do": "raise"}, b"110101199001010015")
    assert failed.value.error == "ValueError"
    assert "110101" not in str(failed.value)
    await worker.call({"do": "print"}, b"110101199001010015")
    assert "110101" not in "".join(capfd.readouterr())


async def test_that_a_process_killed_from_outside_is_replaced(worker: LimitedWorker) -> None:
    os.kill((await worker.call({"do": "pid"})).fields["pid"], 9)
    await asyncio.sleep(0.1)
    assert (await worker.call({"do": "echo"}, b"x")).content == b"x"


async def test_that_the_keys_of_the_installation_stay_outside(
    worker: LimitedWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINGBAO_SECRET_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    names = (await worker.call({"do": "environment"})).fields["names"]
    assert not [name for name in names if name.startswith(("LINGBAO", "AWS"))]


async def test_that_the_loop_goes_on_while_a_task_runs(worker: LimitedWorker) -> None:
    running = asyncio.create_task(worker.call({"do": "sleep", "seconds": 0.5}))
    longest, last = 0.0, time.monotonic()
    while not running.done():
        await asyncio.sleep(0.005)
        longest, last = max(longest, time.monotonic() - last), time.monotonic()
    assert longest < 0.25


async def test_that_two_processes_work_at_once() -> None:
    worker = LimitedWorker(TASK, memory=512 * MEBIBYTE, cpu_seconds=5, seconds=5, processes=2)
    try:
        slow = asyncio.create_task(worker.call({"do": "sleep", "seconds": 2}))
        await asyncio.sleep(0.05)
        await worker.call({"do": "echo"})
        assert not slow.done()
    finally:
        worker.close()


async def test_that_a_process_is_replaced_after_its_tasks() -> None:
    worker = LimitedWorker(TASK, memory=512 * MEBIBYTE, cpu_seconds=5, seconds=5, tasks=2)
    try:
        pids = [(await worker.call({"do": "pid"})).fields["pid"] for _ in range(4)]
    finally:
        worker.close()
    assert pids[0] == pids[1] != pids[2] == pids[3]


@pytest.mark.parametrize("memory", [16 * MEBIBYTE, 512 * MEBIBYTE])
async def test_that_a_process_that_can_not_start_blames_no_content(memory: int) -> None:
    worker = LimitedWorker("adapters.no_such_module:handle", memory=memory, cpu_seconds=1, seconds=5)
    try:
        with pytest.raises(WorkerUnavailable):
            await worker.call({}, b"x")
    finally:
        worker.close()
