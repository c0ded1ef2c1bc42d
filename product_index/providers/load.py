"""Read and check the directory of service providers. `python -m product_index.providers.load` names every problem."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import time
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from insurance.bilingual import Bilingual
from insurance.lines import Line
from insurance.providers import (
    SERVICES,
    Coordinates,
    HospitalLevel,
    HospitalStanding,
    Hours,
    Provider,
    ProviderKind,
    Service,
)
from insurance.refs import ProviderId
from product_index.load import read_yaml, schema_problems
from product_index.providers.places import City, Places

HERE = Path(__file__).parent
DIRECTORY = HERE / "directory"
FARTHEST_KM = 120.0  # a provider farther from the middle of its city is in the wrong file, or its numbers are swapped


class DirectoryError(Exception):
    """One or more files are wrong; `problems` has a line `file: field: what is wrong` for each."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.problems = tuple(found)


def load_providers(places: Places, folder: Path = DIRECTORY) -> list[Provider]:
    """Every provider of every file, in the order of files. Raises DirectoryError, naming all problems."""
    schema = Draft202012Validator(json.loads((HERE / "provider.schema.json").read_text("utf-8")))
    providers: dict[str, Provider] = {}
    found: list[str] = []
    for path in sorted(folder.glob("*.yaml")):
        for one, field, what in _read_file(path, schema, places):
            if what:
                found.append(f"{path.name}: {field}: {what}")
            elif one is not None and one.id in providers:
                found.append(f"{path.name}: {one.id}: stands in the directory already")
            elif one is not None:
                providers[one.id] = one
    if not providers and not found:
        found.append(f"{folder.name}: holds no provider file")
    if found:
        raise DirectoryError(found)
    return list(providers.values())


def _read_file(path: Path, schema: Draft202012Validator, places: Places) -> Iterator[tuple[Provider | None, str, str]]:
    """Each provider, or a problem as (None, field, what)."""
    try:
        data = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        yield None, "file", f"is not YAML: {' '.join(str(error).split())}"
        return
    wrong = list(schema_problems(schema, data))
    yield from ((None, field, what) for field, what in wrong)
    if wrong:
        return
    for entry in data:
        one = provider(entry)
        problems = list(_problems(one, places.cities.get(one.city)))
        yield from ((None, one.id, what) for what in problems)
        if not problems:
            yield one, "", ""


def _problems(one: Provider, city: City | None) -> Iterator[str]:
    """What the schema can't see."""
    if wrong := [service.value for service in one.services if service not in SERVICES[one.kind]]:
        yield f"services: {', '.join(wrong)} isn't what a {one.kind.value} does"
    if city is None:
        yield f"region.city: {one.city} isn't in places.yaml"
        return
    if one.province != city.province:
        yield f"region.province: {one.city} is in {city.province}"
    if one.district not in city.districts:
        yield f"region.district: {one.district} is no district of {one.city} in places.yaml"
    if one.at.distance_km(city.at) > FARTHEST_KM:
        yield f"at: more than {FARTHEST_KM:.0f} km from the middle of {one.city}"


def provider(data: Mapping[str, Any]) -> Provider:
    """An entry that the schema has passed."""
    standing = data.get("hospital")
    return Provider(
        id=ProviderId(data["id"]),
        name=Bilingual(**data["name"]),
        kind=ProviderKind(data["kind"]),
        services=tuple(map(Service, data["services"])),
        lines=tuple(map(Line, data["lines"])),
        province=data["region"]["province"],
        city=data["region"]["city"],
        district=data["region"]["district"],
        address=Bilingual(**data["address"]),
        at=Coordinates(*data["at"]),
        radius_km=float(data["radius_km"]),
        phone=data["phone"],
        hours=_hours(data["hours"]),
        languages=tuple(data["languages"]),
        standing=_standing(standing) if standing else None,
        emergency=data.get("emergency", False),
    )


def _hours(data: Mapping[str, Any]) -> Hours:
    opens, closes = time.fromisoformat(data["opens"]), time.fromisoformat(data["closes"])
    return Hours(opens, closes, tuple(data.get("days", range(7))))


def _standing(data: Mapping[str, Any]) -> HospitalStanding:
    return HospitalStanding(HospitalLevel(data["level"]), data["public"], data["social_insurance"])


def main() -> int:
    try:
        found = load_providers(Places())
    except DirectoryError as error:
        print(error)
        return 1
    print(f"{len(found)} providers in {len({one.city for one in found})} cities: all files good")
    return 0


if __name__ == "__main__":
    sys.exit(main())
