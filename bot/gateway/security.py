"""Who may do what: bearer tokens, staff roles, web sessions, response headers."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

import jwt
from sanic import HTTPResponse, Request
from sanic.exceptions import Forbidden, Unauthorized

from bot.gateway.parts import Settings
from insurance.refs import Sender

STAFF_AUDIENCE = "lingbao-staff"
ROLES = frozenset({"administrator", "advisor", "underwriter", "risk", "partner", "assessor", "supervisor"})


@dataclass(frozen=True)
class Staff:
    name: str
    role: str


def bearer(request: Request) -> str:
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def same(given: str, wanted: str) -> bool:
    """Compare in constant time; an empty secret matches nothing."""
    return bool(wanted) and hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def require_token(request: Request, wanted: str) -> None:
    """Raises Unauthorized."""
    if not same(bearer(request), wanted):
        raise Unauthorized("a valid bearer token is needed", scheme="Bearer")


def require_role(request: Request, settings: Settings, *roles: str) -> Staff:
    """Who the token stands for. The static staff token is an administrator; a JWT carries `sub` and `role`.

    Raises:
        Unauthorized: no token, forged or expired. Forbidden: another role.
    """
    token = bearer(request)
    if same(token, settings.staff_token):
        return Staff("administrator", "administrator")
    try:
        claims = jwt.decode(
            token, settings.secret_key, algorithms=["HS256"], audience=STAFF_AUDIENCE,
            options={"require": ["exp", "sub", "aud"]},
        )  # fmt: skip
    except jwt.InvalidTokenError as error:
        raise Unauthorized("a valid staff token is needed", scheme="Bearer") from error
    role = claims.get("role")
    if role not in ROLES or role not in {"administrator", *roles}:
        raise Forbidden("this role may not do that")
    return Staff(str(claims["sub"]), role)


class Sessions:
    """Web sessions: `web-<random>.<signature>`. Knowing a conversation's name isn't enough to join it.

    Raises:
        ValueError: the secret is empty.
    """

    def __init__(self, secret: str) -> None:
        if not secret:
            raise ValueError("sessions need a secret: set LINGBAO_SECRET_KEY")
        self._key = hashlib.sha256(b"lingbao web session\0" + secret.encode()).digest()

    def create(self) -> str:
        sender = "web-" + secrets.token_hex(16)
        return f"{sender}.{self._sign(sender)}"

    def sender(self, token: object) -> Sender | None:
        """The conversation a session token opens; None when it isn't one of ours."""
        if not isinstance(token, str):
            return None
        sender, _, signature = token.rpartition(".")
        return Sender(sender) if sender and same(signature, self._sign(sender)) else None

    def _sign(self, sender: str) -> str:
        return hmac.new(self._key, sender.encode("utf-8", "replace"), "sha256").hexdigest()[:32]


def add_security_headers(request: Request, response: HTTPResponse, embed_origins: str) -> None:
    """Nothing of a page comes from or goes to another host; only the chat itself may stand in others' frames."""
    frames = "'none'" if request.path.startswith(("/desk", "/docs", "/documents", "/products")) else embed_origins
    response.headers.setdefault("content-security-policy", "; ".join((
        "default-src 'self'", "img-src 'self' data: blob:", "media-src 'self' blob:",
        "style-src 'self' 'unsafe-inline'", "object-src 'none'", "base-uri 'none'", "form-action 'self'",
        f"frame-ancestors {frames}",
    )))  # fmt: skip
    response.headers.setdefault("x-content-type-options", "nosniff")
    response.headers.setdefault("referrer-policy", "no-referrer")
    response.headers.setdefault("permissions-policy", "camera=(self), microphone=(), geolocation=()")
    if request.path.startswith(("/api", "/webhooks", "/documents")):
        response.headers.setdefault("cache-control", "no-store")
    elif request.path.startswith(("/web", "/pages")):
        response.headers.setdefault("cache-control", "no-cache")  # asked for again each time: an upgrade shows at once
