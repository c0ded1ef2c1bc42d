"""Decision tables: read, checked, evaluated, in force by version, replayed.

`python -m adapters.rules underwriting` checks all tables and runs the cases each file carries.
"""

from adapters.rules.cases import check_cases
from adapters.rules.engine import ZenRules
from adapters.rules.errors import InvalidTable, RuleFailed, UnknownTable

__all__ = ["InvalidTable", "RuleFailed", "UnknownTable", "ZenRules", "check_cases"]
