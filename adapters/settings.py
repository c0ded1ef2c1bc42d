"""Every setting of the product in one place, read once from the environment and a git-ignored `.env`."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from pathlib import Path

from dotenv import dotenv_values

from insurance.services.blacklist_parts import BlacklistTerms

YES = {"1", "true", "yes", "on"}


@dataclass(frozen=True)
class Limits:
    """Every limit the gateway holds. Lengths in characters, sizes in bytes, times in seconds.

    `reply_seconds` stays well under the ten seconds within which a customer must hear something.
    """

    message_chars: int = 2_000
    upload_bytes: int = 20 * 1024 * 1024
    upload_files: int = 9
    upload_pages: int = 20
    upload_pixels: int = 50_000_000  # of a picture, or of one inside a PDF
    upload_check_seconds: int = 10  # of processor time for one file; by the clock twice as much
    upload_check_memory: int = 1536 * 1024 * 1024  # of the process that looks into files
    upload_checkers: int = 2  # such processes
    shown_pixels: int = 2_000  # the longer side of copies shown to people
    reply_seconds: float = 8.0
    rasa_seconds: float = 60.0
    waiting_messages: int = 50  # of one conversation, behind the one being answered
    turns_per_session: int = 20  # then Rasa starts a fresh tracker session; actions set its slots again
    payment_minutes: int = 30
    document_minutes: int = 60 * 24
    history_lines: int = 200


@dataclass(frozen=True)
class Settings:
    """What an installation may change. Keys are named as the variables are, without `LINGBAO_`, in lower case."""

    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    rasa_url: str = "http://127.0.0.1:5005"
    actions_port: int = 5055
    actions_url: str = "http://127.0.0.1:5055"
    database_url: str = "sqlite+aiosqlite:///var/lingbao.db"
    redis_url: str = ""
    files_url: str = ""  # a folder, or s3://bucket/prefix?endpoint=…&region=…; empty means `files` in var
    var: Path = Path("var")
    rest_token: str = ""
    staff_token: str = ""
    secret_key: str = ""  # signs sessions and links, derives the vault's key; losing it loses the vault
    risk_key: str = ""  # hashes identifiers for matching; with another one nothing stored before is found again
    insurers_url: str = "http://127.0.0.1:8101"
    insurers_key: str = "sandbox-insurers-key"
    payments_url: str = "http://127.0.0.1:8102"
    payments_key: str = "sandbox-payments-key"
    providers_url: str = "http://127.0.0.1:8103"
    providers_key: str = "sandbox-providers-key"
    payouts_url: str = "http://127.0.0.1:8102"  # the bank that pays claims out
    payouts_key: str = "sandbox-payments-key"
    embedding_model: str = ""  # a hub id or a folder; empty means the folder set-up prepared
    advisor_hours: str = "09:00-21:00"  # when humans answer, Asia/Shanghai
    review_hours: int = 24  # within which the customer of a held application is promised to hear
    embed_origins: str = "*"  # pages that may show the chat in a frame, as in CSP frame-ancestors
    rules_follow: bool = False  # every start puts the rules of the folder in force; for who writes rules
    timings: bool = False  # tell stage timings in the answer's X-Stage-Timings header
    log_level: str = "info"
    limits: Limits = field(default_factory=Limits)
    blacklist: BlacklistTerms = field(default_factory=BlacklistTerms)

    @property
    def files_folder(self) -> Path:
        return self.var / "files"


class SettingsInvalid(ValueError):
    """A variable holds something it can't; the text names the variable, never its value."""


def read_settings(environ: Mapping[str, str] | None = None, env_file: Path | None = Path(".env")) -> Settings:
    """Read `LINGBAO_…` from the environment, then from `env_file`, then the defaults.

    `LINGBAO_LIMIT_REPLY_SECONDS=5` changes `limits.reply_seconds`, `LINGBAO_BLACKLIST_PER_DAY=100` changes
    `blacklist.per_day`. A public address or an actions address that isn't set follows its port; where and with which
    key claims are paid out follows the payments.

    Raises:
        SettingsInvalid: a number isn't one.
    """
    stored = {k: v for k, v in dotenv_values(env_file).items() if v is not None} if env_file else {}
    values = {**stored, **(os.environ if environ is None else environ)}
    found = _typed(Settings(), values, "LINGBAO_")
    limits = Limits(**_typed(Limits(), values, "LINGBAO_LIMIT_"))
    blacklist = BlacklistTerms(**_typed(BlacklistTerms(), values, "LINGBAO_BLACKLIST_"))
    if "port" in found:
        found.setdefault("public_url", f"http://127.0.0.1:{found['port']}")
    if "actions_port" in found:
        found.setdefault("actions_url", f"http://127.0.0.1:{found['actions_port']}")
    for name in ("url", "key"):
        if f"payments_{name}" in found:
            found.setdefault(f"payouts_{name}", found[f"payments_{name}"])
    return Settings(**found, limits=limits, blacklist=blacklist)


def _typed(defaults: Settings | Limits | BlacklistTerms, values: Mapping[str, str], prefix: str) -> dict:
    """The variables that are set, each turned into the type of its default."""
    found = {}
    for name, default in vars(defaults).items():
        text = values.get(prefix + name.upper())
        if text is None or text == "" or is_dataclass(default):
            continue
        try:
            found[name] = text.lower() in YES if isinstance(default, bool) else type(default)(text)
        except ValueError as error:
            raise SettingsInvalid(f"{prefix}{name.upper()} is not a {type(default).__name__}") from error
    return found
