"""What the staff and partner APIs are sent: one JSON object, with texts that may not hold a person's numbers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from bot.gateway.problems import Problem

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
Finder = Callable[[str], Sequence[object]]


def read_object(body: bytes) -> dict[str, Any]:
    """Raises Problem."""
    try:
        values: Any = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "malformed", "the body must be JSON in UTF-8") from None
    if not isinstance(values, dict):
        raise Problem(400, "malformed", "the body must be a JSON object")
    return values
