"""What the pages for people name is there, and what has to stand in them stands there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from adapters.settings import Limits, Settings
from ops.places import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")  # `folder/file`; patterns and `<name>` are left out
LINK = re.compile(r"\]\(([\w./-]+)\)")
MADE = ("var/", "models/")  # by set-up


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_that_every_file_and_link_of_a_page_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = [ROOT / path for path in PATH.findall(text) if not path.startswith(MADE)]
    linked = [page.parent / path for path in LINK.findall(text)]
    assert [str(path) for path in [*named, *linked] if not path.exists()] == []


def test_that_every_setting_is_told_to_operators() -> None:
    text = (ROOT / "docs" / "operate.md").read_text("utf-8")
    names = [f"LINGBAO_{one.name.upper()}" for one in fields(Settings) if one.name not in ("limits", "blacklist")]
    names += [one.name.upper() for one in fields(Limits)]
    assert [name for name in names if name not in text] == []


def test_that_every_field_that_is_asked_is_told_to_channels() -> None:
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    asked = {key.removeprefix("utter_ask_").removesuffix("_self") for key in responses if key.startswith("utter_ask_")}
    assert {one for one in asked if f"`{one}`" not in text} <= {"line_all", "traveller_relation", "what_to_explain"}


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_that_the_front_pages_name_every_command(page: str) -> None:
    commands = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / page).read_text("utf-8")
    assert [one for one in commands if f"`{one}`" not in text and f"make {one}" not in text] == []
