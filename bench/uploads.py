"""How long a customer waits until files are acknowledged, by HTTP against a running system.

Each file has 5 MB and content of its own, so that nothing was stored before: a photo that hardly compresses as JPEG and
as HEIC, and scans in a PDF. The time is that of the whole answer: looked into, encrypted, stored, and Rasa's turn after
it. Then two customers at once.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pillow_heif
from PIL import Image

from bench.dialogue import new_sender
from bench.figures import Figure, p50
from ops.system import System

SIZE = 5_000_000  # bytes
AIM_MS = 1000.0
AT_ONCE = 2


def acknowledged(system: System, rounds: int = 20) -> Iterator[Figure]:
    """Raises AssertionError when a file wasn't taken."""
    with httpx.Client(base_url=system.url, headers=system.rest_headers, timeout=60, trust_env=False) as client:
        for kind, content in (("JPEG", _photo()), ("PDF", _scans()), ("HEIC", _heic())):
            first = _send(client, kind, content, 0)
            spent = [_send(client, kind, content, n) for n in range(1, rounds + 1)]
            yield _figure(f"upload of 5 MB acknowledged, {kind}", spent, {"first_ms": first})
        photo = _photo()
        with ThreadPoolExecutor(AT_ONCE) as customers:
            sent = [customers.submit(_send, client, "JPEG", photo, rounds + n) for n in range(1, rounds + 1)]
            spent = [each.result() for each in sent]
        yield _figure(f"upload of 5 MB acknowledged, {AT_ONCE} customers at once", spent, {})


def _figure(name: str, spent: list[float], more: dict[str, float]) -> Figure:
    p95 = sorted(spent)[int(len(spent) * 0.95) - 1]
    return Figure(f"{name}, p95", p95, "ms", AIM_MS, {"p50_ms": p50(spent), "most_ms": max(spent), **more})


def _send(client: httpx.Client, kind: str, content: bytes, number: int) -> float:
    """Milliseconds until the answer."""
    own = content + b"\0" * (number + 1)  # padding makes another file of it
    began = time.perf_counter()
    answer = client.post("/webhooks/rest/upload", data={"sender": new_sender()}, files={"file": (kind, own)})
    spent = (time.perf_counter() - began) * 1000
    told = answer.json()[0]["custom"]["files"]
    assert told[0]["taken"], told  # noqa: S101 - nothing was measured otherwise
    return spent


def _picture() -> Image.Image:
    """12 million pixels, as phones take them; noise keeps it from being packed small."""
    return Image.effect_noise((4000, 3000), 60).convert("RGB")


def _photo() -> bytes:
    return _filled(_picture(), "JPEG", 60)


def _heic() -> bytes:
    pillow_heif.register_heif_opener()
    return _filled(_picture(), "HEIF", 40)


def _scans() -> bytes:
    """Six pages of 150 dots an inch."""
    first, *others = [Image.effect_noise((1240, 1754), 45).convert("L") for _ in range(6)]
    return _filled(first, "PDF", 60, save_all=True, append_images=others)


def _filled(picture: Image.Image, kind: str, quality: int, **how: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, quality=quality, **how)
    return file.getvalue() + b"\0" * max(0, SIZE - len(file.getvalue()))
