"""Read and check the catalogue. `python -m product_index.load [folder]` names every problem with its file and field."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import yaml
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from insurance.bilingual import Bilingual
from insurance.catalogue import Product
from product_index import read_product
from product_index.catalogue_files import FileCatalogue
from product_index.checks import Known, problems

HERE = Path(__file__).parent
CATALOGUE = HERE / "catalogue"
BENEFITS = HERE / "claims" / "benefits.yaml"


class _Loader(yaml.CSafeLoader):
    """Only `true` and `false` are booleans, as in YAML 1.2: `no:` and `yes:` are field names of the format."""

    yaml_implicit_resolvers: ClassVar[dict[str, list[tuple[str, re.Pattern[str]]]]] = {
        first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:bool"]
        for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


class CatalogueError(Exception):
    """One or more files are wrong; `problems` has a line `file: field.path: what is wrong` for each."""

    def __init__(self, found: list[str]) -> None:
        super().__init__("\n".join(found))
        self.problems = tuple(found)


def load_catalogue(folder: Path = CATALOGUE) -> FileCatalogue:
    """Read and check every `*.yaml` of a folder.

    Raises:
        CatalogueError: names all problems of all files.
    """
    insurers = read_yaml(HERE / "insurers.yaml")
    known = Known(insurers.keys(), conditions().keys(), read_yaml(BENEFITS))
    schema = Draft202012Validator(json.loads((HERE / "product.schema.json").read_text("utf-8")))
    products, found = [], []
    for path in sorted(folder.glob("*.yaml")):
        product, wrong = read_file(path, schema, known)
        found += [f"{path.name}: {field}: {what}" for field, what in wrong]
        if product:
            products.append(product)
    if not products and not found:
        found.append(f"{folder.name}: holds no product file")
    if found:
        raise CatalogueError(found)
    names, short = ({key: Bilingual(**one[kind]) for key, one in insurers.items()} for kind in ("name", "short"))
    return FileCatalogue(products, names, short)


def conditions() -> dict[str, Any]:
    """The condition codes with `name`, `explain` (both languages) and, where there are grades, `graded`."""
    found: dict[str, Any] = read_yaml(HERE / "conditions.yaml")
    return found


def read_file(path: Path, schema: Draft202012Validator, known: Known) -> tuple[Product | None, list[tuple[str, str]]]:
    """One product, or None, with every problem as (field path, what is wrong)."""
    try:
        data = read_yaml(path)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return None, [("file", f"is not YAML: {' '.join(str(error).split())}")]
    wrong = list(schema_problems(schema, data))
    if wrong:
        return None, wrong
    try:
        product = read_product.product(data, known.benefit_defaults)
    except ValueError as error:
        return None, [("rating", str(error))]
    return product, list(problems(product, data, path.stem, known))


def schema_problems(schema: Draft202012Validator, data: Any) -> Iterator[tuple[str, str]]:
    """Every problem as (field path, what is wrong)."""
    for error in schema.iter_errors(data):
        yield _field(error), _what(error)


def _field(error: ValidationError) -> str:
    path = ""
    for step in error.absolute_path:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".") or "file"


def _what(error: ValidationError) -> str:
    """The validator's sentence, without repeating a long value."""
    match error.validator:
        case "pattern":
            return f"{error.instance!r} does not look like {error.validator_value}"
        case "enum":
            return f"{error.instance!r} is none of {', '.join(map(str, error.validator_value))}"
        case "minItems":
            return f"has {len(error.instance)} entries, expected at least {error.validator_value}"
        case _:
            return error.message if len(error.message) < 200 else f"{error.message[:200]}…"


def read_yaml(path: Path) -> Any:
    """A file with the booleans of YAML 1.2. Raises yaml.YAMLError."""
    with path.open(encoding="utf-8") as file:
        return yaml.load(file, Loader=_Loader)  # noqa: S506 - a safe loader, only stricter


def main(arguments: list[str]) -> int:
    try:
        catalogue = load_catalogue(Path(arguments[0]) if arguments else CATALOGUE)
    except CatalogueError as error:
        print(error)
        return 1
    products = catalogue.all()
    plans = sum(len(product.plans) for product in products)
    print(f"{len(products)} products, {plans} plans, {len({one.insurer for one in products})} insurers: all files good")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
