"""The place a sentence names: our own table first, with its coordinates, then every place in China by its name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from insurance.bilingual import Bilingual
from insurance.providers import Coordinates, Place
from product_index.load import read_yaml

PLACES = Path(__file__).parent / "places.yaml"
CITY, DISTRICT, LANDMARK = range(3)  # the more exact, the higher
_SUFFIX = re.compile(r"(?:新区|区|市)$")
_HAN = re.compile(r"[\u4e00-\u9fff]")
ELSEWHERE = "cn:"  # begins the id of a place known by name only
SHORTEST_STEM = 2  # characters left of a district's name without its ending


@dataclass(frozen=True)
class _Named:
    place: Place
    exactness: int


@dataclass(frozen=True)
class City:
    id: str
    name: Bilingual
    province: str
    at: Coordinates
    districts: Mapping[str, Bilingual]


class Places:
    """Everything of `places.yaml`."""

    def __init__(self, path: Path = PLACES) -> None:
        data = read_yaml(path)
        self.cities = {key: _city(key, one) for key, one in data.items()}
        self._by_id: dict[str, Place] = {}
        self._by_name: dict[str, list[_Named]] = defaultdict(list)
        for key, one in data.items():
            self._add_city(self.cities[key], one)
        longest = sorted(self._by_name, key=len, reverse=True)
        self._pattern = re.compile("|".join(_bounded(name) for name in longest))

    def place(self, place_id: str) -> Place | None:
        if place_id.startswith(ELSEWHERE):
            return _by_name_only(place_id.removeprefix(ELSEWHERE))
        return self._by_id.get(place_id)

    def named(self, words: str) -> Sequence[Place]:
        """The most exact place named; several where its name stands in several cities and none of them was named."""
        hits = [hits for match in self._pattern.finditer(_plain(words)) if (hits := self._by_name[match[0]])]
        named = [one for group in hits for one in group]
        cities = {one.place.city for one in named if one.exactness == CITY}
        sure = {group[0].place.city for group in hits if len({one.place.city for one in group}) == 1}
        for only in (cities, sure):
            if len(only) == 1:
                named = [one for one in named if one.place.city in only]
        if not named:
            return self._of_china(words)
        best = max(one.exactness for one in named)
        finest = _one_city_each([one.place for one in named if one.exactness == best])
        if best == DISTRICT and len(finest) == 1 and not cities:
            return [*finest, *self._namesakes(finest[0])]
        return finest

    def _namesakes(self, place: Place) -> list[Place]:
        """Districts of the same name in other cities of China, known by name only."""
        city = self.cities[place.city]
        district = city.districts[place.district].zh
        return [_by_name_only(f"{other}{district}") for other in _cities_with(district) if other != f"{city.name.zh}市"]

    def _of_china(self, words: str) -> Sequence[Place]:
        """A place outside the table: in a city of the table it counts as the middle of it, else nobody is near it."""
        import jionlp

        found = jionlp.parse_location(words) if _HAN.search(words) else {}
        if not found.get("city"):
            return []
        name = f"{found['city']}{found['county'] or ''}"
        city = next((one for one in self.cities.values() if f"{one.name.zh}市" == found["city"]), None)
        if city is None:
            return [_by_name_only(name)]
        return [Place(city.id, Bilingual(name, city.name.en), city.id, "", city.at)]

    def _add_city(self, city: City, data: Mapping[str, Any]) -> None:
        whole = Place(city.id, city.name, city.id, "", city.at)
        self._add(whole, CITY, [city.name.zh, f"{city.name.zh}市", city.name.en])
        for key, one in data.get("districts", {}).items():
            name = Bilingual(**one["name"])
            place = Place(key, _in_city(city, name), city.id, key, Coordinates(*one["at"]))
            self._add(place, DISTRICT, [name.zh, name.en.split(" (")[0], *one.get("also", ()), *_stem(name.zh)])
        for key, one in data.get("landmarks", {}).items():
            name = Bilingual(**one["name"])
            at = Coordinates(*one["at"])
            place = Place(f"{city.id}-{key}", _in_city(city, name), city.id, one["district"], at)
            self._add(place, LANDMARK, [name.zh, name.en, *one.get("also", ())])

    def _add(self, place: Place, exactness: int, names: Iterable[str]) -> None:
        self._by_id[place.id] = place
        for name in dict.fromkeys(map(_plain, names)):
            self._by_name[name].append(_Named(place, exactness))


def _city(key: str, data: Mapping[str, Any]) -> City:
    districts = {name: Bilingual(**one["name"]) for name, one in data.get("districts", {}).items()}
    return City(key, Bilingual(**data["name"]), data["province"], Coordinates(*data["at"]), districts)


def _in_city(city: City, name: Bilingual) -> Bilingual:
    return Bilingual(f"{city.name.zh}{name.zh}", f"{name.en.split(' (')[0]}, {city.name.en}")


def _stem(name: str) -> list[str]:
    stem = _SUFFIX.sub("", name)
    return [stem] if len(stem) >= SHORTEST_STEM else []


def _plain(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold().replace("’", "'")


def _bounded(name: str) -> str:
    """English names as whole words."""
    return rf"\b{re.escape(name)}\b" if name.isascii() else re.escape(name)


def _one_city_each(places: Sequence[Place]) -> Sequence[Place]:
    """Of one city the last named: 浦东机场到陆家嘴 ends there; of several cities one each, to be asked back."""
    return list({one.city: one for one in places}.values())


def _by_name_only(name: str) -> Place:
    return Place(f"{ELSEWHERE}{name}", Bilingual(name, name), "", "", None)


@cache
def _cities_with(district: str) -> tuple[str, ...]:
    """Cities of China that have a district of this name."""
    from jionlp.dictionary.dictionary_loader import china_location_loader

    provinces = china_location_loader(detail=False).values()
    cities = [(name, city) for province in provinces for name, city in province.items() if isinstance(city, dict)]
    return tuple(name for name, city in cities if district in city)
