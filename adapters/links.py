"""Signed links that expire, for documents a customer may open without logging in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import jwt

ALGORITHM = "HS256"
AUDIENCE = "lingbao-document"


@dataclass(frozen=True)
class LinkedDocument:
    """What a link opens: a stored file's SHA-256, the name to save it under, its media type."""

    sha256: str
    filename: str
    media_type: str


class Links:
    """Writes and reads links to stored documents."""

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("links need a secret: set LINGBAO_SECRET_KEY")
        self._secret = secret

    def document_path(self, sha256: str, filename: str, minutes: int, media_type: str = "application/pdf") -> str:
        """A path below the gateway's address that opens the document for so many minutes."""
        until = datetime.now(UTC) + timedelta(minutes=minutes)
        claims = {"aud": AUDIENCE, "exp": until, "sub": sha256, "name": filename, "type": media_type}
        return "/documents/" + jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str) -> LinkedDocument | None:
        """What the link opens; None when it is forged or expired."""
        try:
            claims = jwt.decode(token, self._secret, algorithms=[ALGORITHM], audience=AUDIENCE)
            return LinkedDocument(claims["sub"], claims["name"], claims["type"])
        except (jwt.InvalidTokenError, KeyError):
            return None
