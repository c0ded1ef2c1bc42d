"""Every table there is, for migrations: importing a module puts its tables on `Base`."""

import importlib.util

from adapters.sql import (
    audit,
    blacklist_tables,
    chat_tables,
    partner_tables,
    provider_tables,
    risk_tables,
    rule_tables,
)
from adapters.sql.database import Base

__all__ = [
    "Base",
    "audit",
    "blacklist_tables",
    "chat_tables",
    "partner_tables",
    "provider_tables",
    "risk_tables",
    "rule_tables",
]

if importlib.util.find_spec("adapters.sql.records"):
    importlib.import_module("adapters.sql.records")
