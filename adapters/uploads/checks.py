"""Implements insurance.ports.UploadChecks: uploads are looked into by a limited process."""

from __future__ import annotations

from adapters.limited_process import LimitedWorker, WorkerFailed, WorkerReply
from adapters.settings import Limits
from insurance.ports import CheckedUpload, UploadRefused

MEBIBYTE = 1024 * 1024


def upload_worker(limits: Limits) -> LimitedWorker:
    """The processes that checks and copies share."""
    return LimitedWorker(
        "adapters.uploads.task:handle",
        memory=limits.upload_check_memory,
        cpu_seconds=limits.upload_check_seconds,
        seconds=2 * limits.upload_check_seconds,
        processes=limits.upload_checkers,
    )


class LimitedUploadChecks:
    def __init__(self, worker: LimitedWorker, limits: Limits) -> None:
        self._worker, self._limits = worker, limits

    async def check(self, content: bytes) -> CheckedUpload:
        """Raises UploadRefused, WorkerUnavailable."""
        if not content:
            raise UploadRefused("empty")
        if len(content) > self._limits.upload_bytes:
            raise UploadRefused("too_large", {"limit": self._limits.upload_bytes // MEBIBYTE})
        asked = {"do": "check", "pages": self._limits.upload_pages, "pixels": self._limits.upload_pixels}
        found = (await ask(self._worker, asked, content)).fields
        return CheckedUpload(found["media_type"], found["pages"])


async def ask(worker: LimitedWorker, fields: dict[str, object], content: bytes) -> WorkerReply:
    """Raises UploadRefused: as the process says; heavy where it couldn't finish within its limits."""
    try:
        reply = await worker.call(fields, content)
    except WorkerFailed as failed:
        raise UploadRefused("damaged" if failed.reason == "raised" else "heavy") from failed
    if "refused" in reply.fields:
        raise UploadRefused(reply.fields["refused"], reply.fields["values"])
    return reply
