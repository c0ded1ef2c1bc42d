"""Files good and bad, made on the spot: nothing binary is kept among the tests."""

from __future__ import annotations

import hashlib
import io
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Sequence

import pillow_heif
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from PIL import Image, ImageDraw

WORDS = "门诊 1860.00"
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")  # PDF 1.7, 7.6.3.3


def photo(width: int = 640, height: int = 480) -> Image.Image:
    """Red above, white below, so that one can tell which way is up."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).rectangle((0, 0, width, height // 2), fill="red")
    return picture


def picture(kind: str, width: int = 640, height: int = 480, **options: object) -> bytes:
    written = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(photo(width, height)).save(written, quality=60, **options)
    else:
        photo(width, height).save(written, kind, **options)
    return written.getvalue()


def noise(width: int, height: int, quality: int = 85) -> bytes:
    """A JPEG that hardly compresses."""
    written = io.BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(written, "JPEG", quality=quality)
    return written.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A whole PNG as far as its chunks go, with next to no data: its header only promises pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(name, body) for name, body in chunks)


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_full(width: int, height: int) -> bytes:
    """A valid PNG of one colour: large in memory, small on disk."""
    written = io.BytesIO()
    Image.new("1", (width, height), 1).save(written, "PNG")
    return written.getvalue()


def webp_header(width: int, height: int) -> bytes:
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\0\0\0\0" + canvas
    return b"RIFF" + struct.pack("<I", len(body)) + body


def moving(kind: str, frames: int) -> bytes:
    pictures = [Image.new("RGB", (8, 8), (n % 256, n // 256, 0)) for n in range(frames)]
    written = io.BytesIO()
    pictures[0].save(written, kind, save_all=True, append_images=pictures[1:], duration=20)
    return written.getvalue()


def pdf(pages: int = 1, draw: bytes = b"0 0 1 rg 100 100 200 200 re f", **more: object) -> bytes:
    """Pages that each have the same content stream."""
    return pdf_of([draw] * pages, **more)  # type: ignore[arg-type]


def pdf_of(
    streams: Sequence[bytes], *, resources: bytes = b"", extra: Sequence[bytes] = (), count: int | None = None,
    size: str = "0 0 595 842", flate: bool = False,
) -> bytes:  # fmt: skip
    """A PDF written by hand, a page a stream. `extra` objects come last: their numbers start at 3 + 2 · pages."""
    kids = " ".join(f"{3 + 2 * n} 0 R" for n in range(len(streams)))
    told = len(streams) if count is None else count
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Count {told} /Kids [{kids}] >>".encode()]
    for n, content in enumerate(streams):
        head = f"<< /Type /Page /Parent 2 0 R /MediaBox [{size}] /Contents {4 + 2 * n} 0 R /Resources << ".encode()
        objects.append(head + resources + b" >> >>")
        objects.append(stream(content, flate=flate))
    return assemble([*objects, *extra])


def stream(content: bytes, head: bytes = b"", *, flate: bool = False) -> bytes:
    if flate:
        content, head = zlib.compress(content, 9), head + b" /Filter /FlateDecode"
    return b"<< /Length %d%s >>\nstream\n" % (len(content), head) + content + b"\nendstream"


def assemble(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    written, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer)
    return bytes(written + b"startxref\n%d\n%%%%EOF\n" % start)


def scan(pages: int = 1) -> bytes:
    """Photos on pages, as scanning apps write them."""
    written = io.BytesIO()
    first, *others = [photo(900, 1200) for _ in range(pages)]
    first.save(written, "PDF", save_all=True, append_images=others)
    return written.getvalue()


def locked(password: bytes, owner: bytes = b"owner") -> bytes:
    """A PDF encrypted with RC4 of 40 bits: PDF 1.7, 7.6.3. An empty password opens to everybody."""
    identity = hashlib.md5(b"id", usedforsecurity=False).digest()
    owner_key = _md5((owner + PADDING)[:32])[:5]
    owned = _rc4(owner_key, (password + PADDING)[:32])
    rights = struct.pack("<i", -4)
    key = _md5((password + PADDING)[:32] + owned + rights + identity)[:5]
    user = _rc4(key, PADDING)
    drawn = b"0 0 1 rg 100 100 200 200 re f"
    sealed = _rc4(_md5(key + b"\x04\0\0\0\0")[:10], drawn)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>", stream(sealed),
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (owned.hex().encode(), user.hex().encode()),
    ]  # fmt: skip
    name = identity.hex().encode()
    return assemble(objects, b"/Encrypt 5 0 R /ID [<%s> <%s>]" % (name, name))


def _md5(content: bytes) -> bytes:
    return hashlib.md5(content, usedforsecurity=False).digest()


def _rc4(key: bytes, content: bytes) -> bytes:
    return Cipher(ARC4(key), None).encryptor().update(content)


def pdf_with_picture(width: int, height: int, content: bytes, *, filters: bytes = b"/FlateDecode") -> bytes:
    """A page that draws one picture of which only the description is large."""
    head = f" /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray".encode()
    head += b" /BitsPerComponent 8 /Filter " + filters
    return pdf_of(
        [b"400 0 0 400 50 50 cm /Im Do"], resources=b"/XObject << /Im 5 0 R >>", extra=[stream(content, head)]
    )


def layered_bomb(size: int, layers: int = 2) -> bytes:
    """A content stream packed several times over: a few KB that unpack to `size` bytes of drawing."""
    content = b"0 0 1 1 re f " * (size // 13)
    for _ in range(layers):
        content = zlib.compress(content, 9)
    filters = b" /Filter [" + b" ".join([b"/FlateDecode"] * layers) + b"]"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>",
        stream(content, filters),
    ]  # fmt: skip
    return assemble(objects)


def laughing_pdf(depth: int = 12, width: int = 10) -> bytes:
    """Forms that draw forms that draw forms: a few KB that would draw ten to the power of `depth` times."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>",
        stream(b"/F Do"),
    ]  # fmt: skip
    for level in range(depth):
        inner = b"/F Do " * width if level + 1 < depth else b"0 0 1 rg 0 0 9 9 re f"
        head = b" /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /F %d 0 R >> >>"
        objects.append(stream(inner, head % (6 + level)))
    return assemble(objects)


def zipped() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Main-Class: Evil\n")
    return written.getvalue()


def tarred() -> bytes:
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("evil.sh"), io.BytesIO())
    return written.getvalue()


def zip_comment_polyglot(front: bytes, tail: bytes) -> bytes:
    """An archive behind a file, with the file's own end inside the archive's comment."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("evil.class", "x")
        archive.comment = tail
    return front + written.getvalue()
