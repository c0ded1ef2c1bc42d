"""A token for a member of staff: `python -m bot.staff_token NAME ROLE [DAYS]`, printed to be handed over once."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime, timedelta

import jwt

from bootstrap import read_settings
from bot.gateway.security import ROLES, STAFF_AUDIENCE


def staff_token(secret: str, name: str, role: str, days: int) -> str:
    """Signed with the installation's secret; the name stands in the audit log for whatever is done with it."""
    until = datetime.now(UTC) + timedelta(days=days)
    return jwt.encode({"sub": name, "role": role, "aud": STAFF_AUDIENCE, "exp": until}, secret, "HS256")


def main() -> None:
    parser = argparse.ArgumentParser(description="Make a token for a member of staff.")
    parser.add_argument("name", help="stands in the audit log")
    parser.add_argument("role", choices=sorted(ROLES))
    parser.add_argument("days", type=int, nargs="?", default=90, help="how long it is good for; 90 unless told")
    wanted = parser.parse_args()
    print(staff_token(read_settings().secret_key, wanted.name, wanted.role, wanted.days))


if __name__ == "__main__":
    main()
