"""A client of the shared blacklist, standard library only: to copy, or to read how signing and hashing are done.

    export LINGBAO_URL=https://lingbao.example LINGBAO_KEY_ID=pk_… LINGBAO_KEY_SECRET=…
    python blacklist_client.py query phone:13800138000 id_number:11010519491231002X
    python blacklist_client.py evidence letter.pdf
    python blacklist_client.py submit CASE-17 forged_documents letter.pdf phone:13800138000
    python blacklist_client.py status BL20260610040000-1a2b3c4d
    python blacklist_client.py withdraw BL20260610040000-1a2b3c4d "settled with the customer"
    python blacklist_client.py appeal "another person, see our file 17" phone:13800138000

Plain numbers are hashed here and never leave this machine.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import re
import secrets
import sys
import time
import unicodedata
import urllib.error
import urllib.request
from pathlib import Path

PREFIX = "/api/v1/partner/blacklist"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


class Refused(Exception):
    """The service said no: `status`, `code` (stable), `detail` (words), `retry_after` in seconds where there is one."""

    def __init__(self, status: int, body: dict, retry_after: str | None) -> None:
        super().__init__(f"{status} {body.get('code') or body.get('error')}: {body.get('detail', '')}")
        self.status, self.code, self.retry_after = status, body.get("code"), int(retry_after or 0)


def normal_form(kind: str, value: str) -> str:
    """As docs/blacklist.md says."""
    text = unicodedata.normalize("NFKC", value).upper()
    if kind == "device":
        return text.strip()
    text = re.sub(r"[\s().·•・-]", "", text)
    if kind == "phone":
        if text.startswith("00"):
            text = "+" + text[2:]
        if re.fullmatch(r"861[3-9]\d{9}", text):
            text = "+" + text
        return text if text.startswith("+") else "+86" + text.removeprefix("0")
    if kind == "id_number" and re.fullmatch(r"\d{15}", text):
        text = text[:6] + "19" + text[6:]
        text += "10X98765432"[sum(w * int(d) for w, d in zip(WEIGHTS, text, strict=True)) % 11]
    return text


def keyed_hash(key: bytes, kind: str, value: str) -> str:
    return hmac.new(key, f"{kind}:{normal_form(kind, value)}".encode(), hashlib.sha256).hexdigest()


class BlacklistClient:
    def __init__(self, url: str, key_id: str, secret: str) -> None:
        self._url, self._key_id, self._secret = url.rstrip("/"), key_id, secret
        self._keys: dict[int, bytes] = {}

    def matching_keys(self) -> dict[int, bytes]:
        """Version to key; fetched once. Fetch again when the service says `unknown_key_version` or `old_key_only`."""
        if not self._keys:
            found = self._call("GET", "/keys")["keys"]
            self._keys = {each["version"]: base64.b64decode(each["key"]) for each in found}
        return self._keys

    def hashed(self, values: list[tuple[str, str]]) -> list[dict]:
        """Each value under each key in force, so that it is found whichever was used when it was listed."""
        return [
            {"kind": kind, "key_version": version, "hash": keyed_hash(key, kind, value)}
            for kind, value in values
            for version, key in self.matching_keys().items()
        ]

    def query(self, *subjects: list[tuple[str, str]]) -> list[dict]:
        """One answer a subject, in order: {"listed": "yes" or "no", "reason_class": … or None}."""
        asked = [{"identifiers": self.hashed(subject)} for subject in subjects]
        return self._call("POST", "/query", {"subjects": asked})["answers"]

    def upload(self, content: bytes) -> str:
        """Returns the SHA-256 that names the paper from now on."""
        return self._call("POST", "/evidence", content)["sha256"]

    def submit(self, reference: str, reason_class: str, papers: dict[str, str], values: list[tuple[str, str]]) -> dict:
        """`papers`: your name of each paper, and its SHA-256 from `upload`. Sending the same again is harmless."""
        evidence = [{"reference": name, "sha256": sha256} for name, sha256 in papers.items()]
        body = {"reference": reference, "reason_class": reason_class, "evidence": evidence}
        return self._call("POST", "/entries", {**body, "identifiers": self.hashed(values)})

    def entry(self, entry_id: str) -> dict:
        return self._call("GET", f"/entries/{entry_id}")

    def entries(self, after: str = "", limit: int = 50) -> list[dict]:
        return self._call("GET", f"/entries?after={after}&limit={limit}")["entries"]

    def withdraw(self, entry_id: str, why: str) -> dict:
        return self._call("POST", f"/entries/{entry_id}/withdraw", {"why": why})

    def hash_again(self, entry_id: str, values: list[tuple[str, str]]) -> None:
        """After a new matching key: the entry's own numbers once more, under the newest."""
        newest = max(self.matching_keys())
        again = [each for each in self.hashed(values) if each["key_version"] == newest]
        self._call("POST", f"/entries/{entry_id}/hashes", {"identifiers": again})

    def appeal(self, values: list[tuple[str, str]], grounds: str, papers: dict[str, str] | None = None) -> None:
        evidence = [{"reference": name, "sha256": sha256} for name, sha256 in (papers or {}).items()]
        self._call("POST", "/appeals", {"identifiers": self.hashed(values), "grounds": grounds, "evidence": evidence})

    def _call(self, method: str, path: str, body: dict | bytes = b"") -> dict:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = urllib.request.Request(  # noqa: S310
            self._url + PREFIX + path, content or None, self._signed(method, PREFIX + path, content), method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise Refused(error.code, json.load(error), error.headers.get("Retry-After")) from None

    def _signed(self, method: str, target: str, content: bytes) -> dict[str, str]:
        stamp, nonce = str(int(time.time())), secrets.token_urlsafe(24)
        lines = "\n".join((stamp, nonce, method, target, hashlib.sha256(content).hexdigest()))
        signature = hmac.new(self._secret.encode(), lines.encode(), hashlib.sha256).hexdigest()
        names = {"X-Key-Id": self._key_id, "X-Timestamp": stamp, "X-Nonce": nonce, "X-Signature": signature}
        return {**names, "Content-Type": "application/json"}


def main(arguments: list[str]) -> int:
    client = BlacklistClient(*(os.environ[f"LINGBAO_{name}"] for name in ("URL", "KEY_ID", "KEY_SECRET")))
    pairs = [tuple(each.split(":", 1)) for each in arguments if re.match(r"[a-z_]+:", each)]
    try:
        match arguments:
            case ["query", *_]:
                print(client.query(pairs)[0])
            case ["evidence", file]:
                print(client.upload(Path(file).read_bytes()))
            case ["submit", reference, reason, file, *_]:
                papers = {Path(file).name: client.upload(Path(file).read_bytes())}
                print(client.submit(reference, reason, papers, pairs))
            case ["status", entry_id]:
                print(client.entry(entry_id))
            case ["withdraw", entry_id, why]:
                print(client.withdraw(entry_id, why))
            case ["appeal", grounds, *_]:
                client.appeal(pairs, grounds)
                print("received")
            case _:
                print(__doc__)
                return 2
    except Refused as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
