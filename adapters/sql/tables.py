"""Every table there is, for migrations: importing a module puts its tables on `Base`."""

import importlib.util

from adapters.sql import audit, chat_tables
from adapters.sql.database import Base

__all__ = ["Base", "audit", "chat_tables"]

if importlib.util.find_spec("adapters.sql.records"):
    importlib.import_module("adapters.sql.records")
