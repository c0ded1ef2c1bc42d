"""Every table there is, for migrations: importing a module puts its tables on `Base`."""

from adapters.sql import (
    audit,
    blacklist_tables,
    chat_tables,
    claim_tables,
    partner_tables,
    provider_tables,
    records,
    risk_tables,
    rule_tables,
)
from adapters.sql.database import Base

__all__ = [
    "Base",
    "audit",
    "blacklist_tables",
    "chat_tables",
    "claim_tables",
    "partner_tables",
    "provider_tables",
    "records",
    "risk_tables",
    "rule_tables",
]
