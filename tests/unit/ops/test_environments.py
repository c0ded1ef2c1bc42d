"""Lock files and the environments made from them."""

import re

import pytest

from ops import pythons
from ops.environments import differing
from ops.places import REQUIREMENTS

LOCKS = ("main.lock", "rasa.lock")


def test_that_an_environment_as_locked_differs_in_nothing() -> None:
    installed = {"Jinja2": "3.1", "ruamel.yaml.clib": "0.2", "torch": "2.13.0+cpu"}
    assert differing(installed, ["# why", "jinja2==3.1", "ruamel-yaml-clib==0.2  # note", "torch==2.13.0"]) == []


def test_that_missing_and_other_versions_are_named() -> None:
    assert differing({"a": "1"}, ["a==2", "b==1"]) == ["a==2", "b==1"]


@pytest.mark.parametrize("name", LOCKS)
def test_that_a_lock_holds_exact_versions_and_nothing_else(name: str) -> None:
    lines = [line for line in (REQUIREMENTS / name).read_text().splitlines() if not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][A-Za-z0-9.]*", line)] == []
    assert len({line.split("==")[0].lower() for line in lines}) == len(lines)


@pytest.mark.parametrize(("source", "lock"), [("main.in", "main.lock"), ("rasa.in", "rasa.lock")])
def test_that_every_named_requirement_is_locked(source: str, lock: str) -> None:
    def plain(name: str) -> str:
        return re.sub(r"[-_.]+", "-", re.split(r"[=\[ #]", name)[0]).lower()

    wanted = {plain(x) for x in (REQUIREMENTS / source).read_text().splitlines() if x and not x.startswith("#")}
    locked = {plain(x) for x in (REQUIREMENTS / lock).read_text().splitlines() if not x.startswith("#")}
    assert wanted <= locked


def test_that_a_shim_that_fails_is_passed_over() -> None:
    answers = {"python3.10": None, "/versions/3.10.9/bin/python": None, "/versions/3.10.13/bin/python": "3.10"}
    assert pythons.find_310(answers.get, list(answers)[1:]) == "/versions/3.10.13/bin/python"


def test_that_a_python_of_another_version_under_the_name_is_passed_over() -> None:
    assert pythons.find_310(lambda _: "3.12", ["/versions/3.10.1/bin/python"]) is None


def test_that_a_command_that_does_not_run_has_no_version() -> None:
    assert pythons.version_of("/no/such/python3.10") is None
    assert pythons.version_of("false") is None
