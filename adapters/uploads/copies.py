"""Implements insurance.ports.ShownCopies: what people see of a file, drawn once in the limited process and kept."""

from __future__ import annotations

from adapters.files import DamagedFile
from adapters.limited_process import LimitedWorker
from adapters.settings import Limits
from adapters.uploads.checks import ask
from insurance.ports import FileStore, ShownCopy

DRAWN = 1  # raise it when copies are to be drawn differently: those made before are then made anew
JPEG = "image/jpeg"


class DrawnCopies:
    def __init__(self, files: FileStore, worker: LimitedWorker, limits: Limits) -> None:
        self._files, self._worker, self._limits = files, worker, limits

    async def shown_copy(self, sha256: str, page: int = 1) -> ShownCopy:
        """Raises FileNotFoundError, UploadRefused, WorkerUnavailable; DamagedFile when the original is."""
        side = self._limits.shown_pixels
        name = f"shown/{DRAWN}/{side}/{sha256}/{page}"
        kept = await self._kept(name)
        if kept is not None:
            return kept
        asked = {"do": "show", "page": page, "side": side, "pixels": self._limits.upload_pixels}
        reply = await ask(self._worker, asked, await self._files.get(sha256))
        if not reply.fields["drawn"]:
            raise FileNotFoundError(f"{sha256} page {page}")
        copy = await self._files.put(reply.content, JPEG)
        await self._files.link(name, copy)
        return ShownCopy(copy, reply.content, JPEG)

    async def _kept(self, name: str) -> ShownCopy | None:
        """A copy that is lost or damaged is drawn again."""
        try:
            sha256 = await self._files.linked(name)
            return ShownCopy(sha256, await self._files.get(sha256), JPEG) if sha256 else None
        except (FileNotFoundError, DamagedFile):
            return None
