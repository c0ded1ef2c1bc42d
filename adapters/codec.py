"""Domain values to JSON and back, exactly: decimals as strings, times in ISO 8601, enums by value."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin

import cattrs
from cattrs.preconf.json import make_converter
from cattrs.strategies import configure_union_passthrough

T = TypeVar("T")


def _converter() -> cattrs.Converter:
    converter = make_converter(omit_if_default=True)
    converter.register_unstructure_hook(Decimal, str)
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    configure_union_passthrough(str | int | float | bool | None, converter)

    def as_mapping(value: Any, kind: Any) -> dict[Any, Any]:
        _, values = get_args(kind)
        if get_origin(values) is UnionType:  # the answer of a decision table: JSON already
            return dict(value)
        return {key: converter.structure(item, values) for key, item in value.items()}

    converter.register_structure_hook_func(lambda kind: getattr(kind, "__origin__", None) is Mapping, as_mapping)
    return converter


_CONVERTER = _converter()


def to_json(value: object) -> Any:
    """A structure of dicts, lists and strings that the database's JSON type takes."""
    return _CONVERTER.unstructure(value)


def from_json(data: Any, kind: type[T]) -> T:
    """Raises cattrs errors when the stored document isn't of that kind."""
    return _CONVERTER.structure(data, kind)
