"""What a poisoned file may do in the reader's process."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from adapters.documents.child import handle as read


def handle(fields: Mapping[str, Any], content: bytes) -> tuple[Mapping[str, Any], bytes]:
    if fields["do"] == "page":
        if content.startswith(b"crash") or (content.startswith(b"second page crashes") and fields["page"] == 1):
            os.abort()
        if content.startswith(b"loop"):
            while True:
                pass
        if content.startswith(b"memory"):
            return {"size": len(bytearray(1 << 34))}, b""
        if content.startswith(b"second page crashes"):
            return {"lines": [], "width": 1.0, "height": 1.0, "flaws": []}, b""
    if fields["do"] == "count" and content.startswith(b"second page crashes"):
        return {"pages": 3}, b""
    if fields["do"] == "pid":
        return {"pid": os.getpid()}, b""
    return read(fields, content)
