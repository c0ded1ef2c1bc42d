"""Files from the page and over REST: each acknowledged by its hash, taken or refused for itself."""

from __future__ import annotations

import asyncio
import hashlib
import time
from typing import Any

import pytest
from gateway_running import running

from adapters.limited_process import WorkerUnavailable
from insurance.ports import UploadRefused
from tests.integration.adapters import upload_samples as make

pytestmark = pytest.mark.server

JPEG, PNG, PDF = make.picture("JPEG"), make.picture("PNG"), make.pdf(2)
LOCKED, EMPTY, PROGRAM = make.locked(b"secret"), b"", b"MZ" + b"\0" * 90
HEADERS = {"authorization": "Bearer rest-token"}


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


async def upload(gateway: Any, *files: tuple[str, bytes], **form: str) -> list[dict[str, Any]]:
    sent = [("file", file) for file in files] or {"other": b""}
    response = await gateway.client.post(
        "/webhooks/rest/upload", data={"sender": "li", **form}, files=sent, headers=HEADERS
    )
    assert response.status_code == 200, response.text
    return response.json()


async def raw_upload(gateway: Any, disposition: bytes, content: bytes) -> Any:
    """What a client sends that writes its own multipart."""
    part = b"--one-of-two\r\nContent-Disposition: form-data; name="
    body = part + b'"sender"\r\n\r\nli\r\n' + part + b'"file"; ' + disposition + b"\r\n\r\n" + content
    headers = HEADERS | {"content-type": "multipart/form-data; boundary=one-of-two"}
    body += b"\r\n--one-of-two--\r\n"
    return await gateway.client.post("/webhooks/rest/upload", content=body, headers=headers)


async def test_that_files_from_the_page_are_kept_acknowledged_and_told_to_rasa(gateway):
    session = (await gateway.client.post("/api/web/session")).json()["session_id"]
    files = [("files", ("a.png", PNG)), ("files", ("b.pdf", PDF))]
    answer = await gateway.client.post("/api/web/upload", files=files, headers={"authorization": f"Bearer {session}"})
    receipt, reply = answer.json()["messages"]
    assert receipt["text"] == "zh:files_taken 2"
    png = {"name": "a.png", "sha256": sha256(PNG), "size": len(PNG), "media_type": "image/png", "pages": 1}
    pdf = {"name": "b.pdf", "sha256": sha256(PDF), "size": len(PDF), "media_type": "application/pdf", "pages": 2}
    assert receipt["custom"] == {"type": "files", "files": [png | {"taken": True}, pdf | {"taken": True}]}
    assert reply["text"] == 'echo /files_received{"count":2}'
    told = gateway.rasa.heard[0]["metadata"]["files"]
    assert told[0] == {"sha256": sha256(PNG), "media_type": "image/png", "size": len(PNG), "pages": 1}
    assert [await gateway.parts.files.get(f["sha256"]) for f in told] == [PNG, PDF]


async def test_that_a_file_over_rest_is_told_to_rasa(gateway):
    receipt, reply = await upload(gateway, ("id.png", PNG))
    assert receipt["custom"]["files"][0]["sha256"] == sha256(PNG)
    assert reply == {"recipient_id": "li", "text": 'echo /files_received{"count":1}'}


@pytest.mark.parametrize(
    ("content", "words", "reason"),
    [
        (PROGRAM, "file_type", "type"),
        (EMPTY, "file_empty", "empty"),
        (PNG + b"\0" * 21 * 2**20, "file_too_large 20", "too_large"),
        (LOCKED, "file_locked", "locked"),
        (make.pdf(21), "file_pages 20", "pages"),
        (make.png_header(50_000, 50_000), "file_pixels 50", "pixels"),
        (PNG + make.zipped(), "file_mixed", "mixed"),
        (JPEG[:-100], "file_damaged", "damaged"),
        (make.pdf(draw=b""), "file_blank", "blank"),
        (make.moving("WEBP", 2000), "file_moving", "moving"),
        (make.laughing_pdf(), "file_heavy", "heavy"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
async def test_that_a_file_that_can_not_be_taken_is_explained(tmp_path, content, words, reason):
    async with running(tmp_path) as gateway:
        (reply,) = await upload(gateway, ("photo.png", content))
        assert reply["text"] == f"zh:file_refused photo.png zh:{words}"
        (told,) = reply["custom"]["files"]
        assert (told["taken"], told["reason"], told["why"]) == (False, reason, f"zh:{words}")
        assert (told["sha256"], told["size"], told["media_type"]) == (sha256(content), len(content), None)
        assert gateway.parts.files.kept == {}
        assert gateway.rasa.heard == []


async def test_that_good_files_are_taken_and_only_bad_ones_refused(gateway):
    sent = [("空.jpg", EMPTY), ("a.jpg", JPEG), ("locked.pdf", LOCKED), ("b.pdf", PDF), ("setup.jpg", PROGRAM)]
    receipt, reply = await upload(gateway, *sent)
    assert receipt["text"].splitlines() == [
        "zh:files_taken 2",
        "zh:file_refused 空.jpg zh:file_empty",
        "zh:file_refused locked.pdf zh:file_locked",
        "zh:file_refused setup.jpg zh:file_type",
    ]
    assert [(f["name"], f["taken"]) for f in receipt["custom"]["files"]] == [
        ("空.jpg", False), ("a.jpg", True), ("locked.pdf", False), ("b.pdf", True), ("setup.jpg", False),
    ]  # fmt: skip
    assert reply["text"] == 'echo /files_received{"count":2}'
    assert set(gateway.parts.files.kept) == {sha256(JPEG), sha256(PDF)}
    assert [f["sha256"] for f in gateway.rasa.heard[0]["metadata"]["files"]] == [sha256(JPEG), sha256(PDF)]


async def test_that_the_transcript_keeps_what_became_of_each_file(gateway):
    await upload(gateway, ("a.jpg", JPEG), ("setup.jpg", PROGRAM))
    lines = await gateway.transcript()
    assert [line["author"] for line in lines] == ["customer", "bot", "bot"]
    assert lines[1]["text"] == "zh:files_taken 1\nzh:file_refused setup.jpg zh:file_type"


async def test_that_the_refusal_is_in_the_customers_language(gateway):
    (reply,) = await upload(gateway, ("setup.jpg", PROGRAM), language="en")
    assert reply["text"] == "en:file_refused setup.jpg en:file_type"


async def test_that_an_upload_sent_twice_is_answered_the_same_and_told_once(gateway):
    first = await upload(gateway, ("a.jpg", JPEG), ("setup.jpg", PROGRAM), message_id="m1")
    again = await upload(gateway, ("a.jpg", JPEG), ("setup.jpg", PROGRAM), message_id="m1")
    assert again == first
    assert len(gateway.rasa.heard) == 1


async def test_that_the_same_file_twice_is_kept_once(gateway):
    receipt, _ = await upload(gateway, ("a.jpg", JPEG), ("b.jpg", JPEG))
    assert [f["taken"] for f in receipt["custom"]["files"]] == [True, True]
    assert len(gateway.parts.files.kept) == 1


@pytest.mark.parametrize(("count", "words"), [(0, "file_none"), (10, "file_count 9")])
async def test_that_none_and_too_many_are_told(gateway, count, words):
    (reply,) = await upload(gateway, *[(f"{n}.png", PNG) for n in range(count)])
    assert reply["text"] == f"zh:{words}"
    assert gateway.parts.files.kept == {}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("..\\..\\windows\\system.ini", "system.ini"),
        ("..", "zh:file_unnamed 1"),
        ("发票\u202egpj.exe", "发票gpj.exe"),
        ("a\u200bb\ufeff.jpg", "ab.jpg"),
        ("x" * 5000 + ".jpg", "x" * 55 + "….jpg"),
        ("<img src=x onerror=alert(1)>.jpg", "img src=x onerror=alert(1).jpg"),
        ("[点我](http://evil).jpg", "evil).jpg"),
        ("张三110101199001010015.jpg", "张三….jpg"),
        ("13800138000.jpg", "….jpg"),
    ],
)
async def test_that_a_name_is_shown_clean_and_leads_nowhere(gateway, name, shown):
    (reply,) = await upload(gateway, (name, PROGRAM))
    assert reply["text"] == f"zh:file_refused {shown} zh:file_type"
    receipt, _ = await upload(gateway, (name, JPEG))
    assert receipt["custom"]["files"][0]["taken"]
    assert set(gateway.parts.files.kept) == {sha256(JPEG)}


@pytest.mark.parametrize(
    ("disposition", "shown"),
    [
        (b'filename="a\x00b.jpg"', "ab.jpg"),
        (b'filename="a\x1b[31mb.jpg"', "a31mb.jpg"),
        (b"filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", "passwd"),
        (b"filename*=UTF-8''%E2%80%AEgpj.exe", "gpj.exe"),
        (b'filename="/etc/shadow"', "shadow"),
    ],
)
async def test_that_a_name_no_browser_would_write_is_shown_clean(gateway, disposition, shown):
    response = await raw_upload(gateway, disposition, PROGRAM)
    assert response.status_code == 200
    assert response.json()[0]["text"] == f"zh:file_refused {shown} zh:file_type"


async def test_that_a_name_that_is_no_text_harms_nobody(gateway):
    response = await raw_upload(gateway, b'filename="\xff\xfe.jpg"', PROGRAM)
    assert response.status_code < 500
    assert (await upload(gateway, ("a.jpg", JPEG)))[0]["custom"]["files"][0]["taken"]


async def test_that_files_reach_the_customer_who_waits_for_a_slow_answer(tmp_path):
    async with running(tmp_path, limits={"reply_seconds": 0.4}) as gateway:
        gateway.rasa.delays['/files_received{"count":1}'] = 1.0
        began = time.monotonic()
        receipt, slow = await upload(gateway, ("a.jpg", JPEG))
        assert time.monotonic() - began < 2
        assert (receipt["text"], slow["text"]) == ("zh:files_taken 1", "zh:slow")
        await asyncio.sleep(1.2)
        assert [r["text"] for r in await gateway.say("好了吗")] == ['echo /files_received{"count":1}', "echo 好了吗"]


async def test_that_files_are_acknowledged_while_rasa_is_dead(tmp_path):
    async with running(tmp_path, rasa_up=False) as gateway:
        receipt, reply = await upload(gateway, ("a.jpg", JPEG))
        assert (receipt["text"], reply["text"]) == ("zh:files_taken 1", "zh:unavailable")


async def test_that_a_bomb_holds_up_no_other_customer(gateway):
    bomb = asyncio.create_task(upload(gateway, ("bomb.pdf", make.laughing_pdf())))
    await asyncio.sleep(0.3)
    slowest = 0.0
    for n in range(5):
        began = time.monotonic()
        await gateway.say(f"你好{n}", sender="wang")
        slowest = max(slowest, time.monotonic() - began)
    assert not bomb.done()
    assert slowest < 1
    assert "file_heavy" in (await bomb)[0]["text"]


async def test_that_a_check_that_can_not_run_blames_no_file(gateway):
    class Broken:
        async def check(self, _: bytes) -> None:
            raise WorkerUnavailable

    object.__setattr__(gateway.app.ctx.gateway.uploads, "checks", Broken())
    response = await gateway.client.post(
        "/webhooks/rest/upload", data={"sender": "li"}, files={"file": ("a.jpg", JPEG)}, headers=HEADERS
    )
    assert response.status_code == 500
    assert gateway.parts.files.kept == {}


async def test_that_only_copies_are_smaller_than_what_was_sent(gateway):
    large = make.picture("JPEG", 4000, 3000)
    receipt, _ = await upload(gateway, ("a.jpg", large))
    name = receipt["custom"]["files"][0]["sha256"]
    copy = await gateway.parts.copies.shown_copy(name)
    assert len(copy.content) < len(large)
    assert await gateway.parts.files.get(name) == large
    with pytest.raises(UploadRefused):
        await gateway.parts.copies.shown_copy(await gateway.parts.files.put(PROGRAM, "image/jpeg"))


async def test_that_staff_see_pages_as_pictures(gateway):
    receipt, _ = await upload(gateway, ("a.pdf", PDF))
    path = f"/api/v1/files/{receipt['custom']['files'][0]['sha256']}/shown"
    for page in ("1", "2"):
        shown = await gateway.client.get(path, params={"page": page}, headers=gateway.staff)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
        assert shown.content.startswith(b"\xff\xd8\xff")
    for page, status in (("3", 404), ("0", 404), ("x", 400), ("²", 400)):
        assert (await gateway.client.get(path, params={"page": page}, headers=gateway.staff)).status_code == status
    assert (await gateway.client.get(path)).status_code == 401
    assert (await gateway.client.get(path, headers=HEADERS)).status_code in (401, 403)


@pytest.mark.parametrize("name", ["0" * 64, "..%2f..%2fetc%2fpasswd", "x"])
async def test_that_a_file_that_is_not_there_is_not_found(gateway, name):
    assert (await gateway.client.get(f"/api/v1/files/{name}/shown", headers=gateway.staff)).status_code == 404


async def test_that_a_file_that_can_not_be_shown_says_so(gateway):
    name = await gateway.parts.files.put(PROGRAM, "image/jpeg")
    response = await gateway.client.get(f"/api/v1/files/{name}/shown", headers=gateway.staff)
    assert (response.status_code, response.json()["code"]) == (415, "not_shown")
