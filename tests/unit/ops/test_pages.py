"""What the pages for people name is there, and what has to stand in them stands there."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from adapters.settings import Limits, Settings
from ops.environment import free_ports
from ops.places import ROOT
from ops.processes import all_processes

PAGES = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
PATH = re.compile(r"`((?:[\w.-]+/)+[\w.-]*)`")  # `folder/file`; patterns and `<name>` are left out
LINK = re.compile(r"\]\(([\w./-]+)(?:#[\w-]+)?\)")
CHAPTER = re.compile(r"\]\(([\w./-]*)#([\w-]+)\)")
MADE = ("var/", "models/")  # by set-up
# Other wordings of a question whose field has its own name.
OTHER_WORDS = {
    "line_all", "traveller_relation", "what_to_explain", "provider_place_which", "provider_confirm_hospital",
}  # fmt: skip
CLAIM_WORK = re.compile("claim|paper|submitted|orders|insurers")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_that_every_file_and_link_of_a_page_is_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = [ROOT / path for path in PATH.findall(text) if not path.startswith(MADE)]
    linked = [page.parent / path for path in LINK.findall(text)]
    assert [str(path) for path in [*named, *linked] if not path.exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_that_every_chapter_a_page_links_to_is_there(page: Path) -> None:
    linked = [
        (page.parent / path if path else page, chapter) for path, chapter in CHAPTER.findall(page.read_text("utf-8"))
    ]
    assert [f"{path}#{chapter}" for path, chapter in linked if chapter not in chapters(path)] == []


def chapters(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made where such pages are shown."""
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_that_every_setting_is_told_to_operators() -> None:
    text = (ROOT / "docs" / "operate.md").read_text("utf-8")
    names = [f"LINGBAO_{one.name.upper()}" for one in fields(Settings) if one.name not in ("limits", "blacklist")]
    names += [one.name.upper() for one in fields(Limits)]
    assert [name for name in names if name not in text] == []


def test_that_every_field_that_is_asked_is_told_to_channels() -> None:
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    responses = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    asked = {key.removeprefix("utter_ask_").removesuffix("_self") for key in responses if key.startswith("utter_ask_")}
    assert {one for one in asked if f"`{one}`" not in text} <= OTHER_WORDS


def test_that_every_question_of_a_claim_stands_in_its_flow() -> None:
    text = (ROOT / "docs" / "fields.md").read_text("utf-8")
    told = set(
        re.findall(r"`(claim_\w+)`", "".join(line for line in text.splitlines() if line.startswith("| `claim` |")))
    )
    code = "".join(path.read_text("utf-8") for path in (ROOT / "insurance").rglob("*.py"))
    asked = set(re.findall(r'(?:_ask\(|Flow\.CLAIM,\s*)"(claim_\w+)"', code))
    asked |= set(re.findall(r'Move\.\w+, "(claim_\w+)", AnswerKind', code))
    assert told == asked


def test_that_every_intent_is_told_to_who_writes_examples() -> None:
    text = (ROOT / "docs" / "intents.md").read_text("utf-8")
    intents = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"]
    names = [name for one in intents for name in (one if isinstance(one, dict) else [one])]
    assert [name for name in names if f"`{name}`" not in text] == []


def test_that_every_process_and_its_work_for_claims_is_told_to_operators() -> None:
    text = (ROOT / "docs" / "operate.md").read_text("utf-8")
    wiring = (ROOT / "bootstrap.py").read_text("utf-8") + (ROOT / "adapters" / "fulfilment.py").read_text("utf-8")
    watched = {name for name in re.findall(r'Watch\("(\w+)"', wiring) if CLAIM_WORK.search(name)}
    assert watched
    names = [*watched, *(one.name for one in all_processes(free_ports()))]
    assert [name for name in names if f"`{name}`" not in text] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_that_the_front_pages_name_every_command(page: str) -> None:
    commands = re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    text = (ROOT / page).read_text("utf-8")
    assert [one for one in commands if f"`{one}`" not in text and f"make {one}" not in text] == []
