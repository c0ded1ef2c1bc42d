"""What makes a step be done again."""

from pathlib import Path

import pytest

from ops import setup
from ops.places import CannotGoOn
from ops.setup import Step, check_machine, set_up
from ops.stamps import Stamps, fingerprint


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.yml").write_text("one")
    return tmp_path


@pytest.fixture
def stamps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Stamps:
    monkeypatch.setattr(setup, "LOGS", folder / "log")
    monkeypatch.setattr(setup, "ROOT", folder)
    return Stamps(folder / "stamps")


def step(folder: Path, made: list[str]) -> Step:
    def make(_: Path) -> None:
        made.append("made")
        (folder / "out").write_text("result")

    return Step("step", lambda: fingerprint([folder / "in"]), folder / "out", make)


def test_that_a_step_is_done_once(folder: Path, stamps: Stamps) -> None:
    made: list[str] = []
    assert set_up(stamps, (step(folder, made),), print) == ["step"]
    assert set_up(stamps, (step(folder, made),), print) == []
    assert made == ["made"]


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "in" / "a.yml").write_text("two"),
        lambda folder: (folder / "in" / "b.yml").write_text("new"),
        lambda folder: (folder / "in" / "a.yml").rename(folder / "in" / "c.yml"),
        lambda folder: (folder / "out").unlink(),
    ],
    ids=["content", "new file", "name", "output gone"],
)
def test_that_a_change_has_it_done_again(folder: Path, stamps: Stamps, change) -> None:
    made: list[str] = []
    set_up(stamps, (step(folder, made),), print)
    change(folder)
    assert set_up(stamps, (step(folder, made),), print) == ["step"]


def test_that_times_and_compiled_files_change_nothing(folder: Path) -> None:
    before = fingerprint([folder / "in"])
    (folder / "in" / "a.yml").touch()
    (folder / "in" / "__pycache__").mkdir()
    (folder / "in" / "__pycache__" / "a.pyc").write_text("x")
    assert fingerprint([folder / "in"]) == before


def test_that_a_failed_step_leaves_no_stamp(folder: Path, stamps: Stamps) -> None:
    def fail(_: Path) -> None:
        raise CannotGoOn("no")

    failing = Step("step", lambda: "same", folder / "in", fail)
    with pytest.raises(CannotGoOn):
        set_up(stamps, (failing,), print)
    assert not stamps.holds("step", "same")


def test_that_too_little_room_is_told_before_the_first_set_up_only() -> None:
    with pytest.raises(CannotGoOn, match=r"no room on disk: .* 6 GB, 1\.0 GB are free"):
        check_machine(2**30, ready=False)
    check_machine(2**30, ready=True)
