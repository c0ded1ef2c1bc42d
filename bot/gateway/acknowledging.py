"""What the gateway answers to files: for each its hash, and whether it was taken, or why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.gateway.messages import RefusedFile, Reply, StoredFile
from bot.gateway.words import Words


def acknowledge(words: Words, language: str, taken: Sequence[StoredFile], refused: Sequence[RefusedFile]) -> Reply:
    """One line for those taken, one for each that isn't; `custom` tells of all, in the order they were sent."""
    lines = [words.text("files_taken", language, count=len(taken))] if taken else []
    told = [_about(file) for file in taken]
    for file in refused:
        why = words.text(f"file_{file.reason}", language, **file.values)
        name = file.name or words.text("file_unnamed", language, number=file.place)
        lines.append(words.text("file_refused", language, file=name, why=why))
        told.insert(file.place - 1, _about(file) | {"why": why})
    return Reply("\n".join(lines), custom={"type": "files", "files": told})


def _about(file: StoredFile | RefusedFile) -> dict[str, object]:
    about: dict[str, object] = {"name": file.name, "sha256": file.sha256, "size": file.size}
    if isinstance(file, RefusedFile):
        return about | {"taken": False, "media_type": None, "reason": file.reason}
    return about | {"taken": True, "media_type": file.media_type, "pages": file.pages}


def for_rasa(files: Sequence[StoredFile]) -> list[Mapping[str, object]]:
    """What actions are told; names stay here: people write all kinds of things into them."""
    return [{"sha256": f.sha256, "media_type": f.media_type, "size": f.size, "pages": f.pages} for f in files]
