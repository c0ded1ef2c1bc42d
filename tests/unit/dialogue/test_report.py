"""The report of the simulated customers."""

from __future__ import annotations

from tests.dialogue.judge import judge
from tests.dialogue.report import page, timeless
from tests.unit.dialogue.talks import good_talk, persona


def test_that_the_report_says_nothing_of_the_day_it_was_made() -> None:
    assert timeless("12月9号 2030-01-31 from December 25, 110105196101150236, 五百") == "… … from …, …, 五百"


def test_that_the_report_names_what_went_wrong_and_nothing_else() -> None:
    good = judge(persona(), good_talk())
    bad = judge(persona(id="daughter"), good_talk())
    bad.lost.append("budget: 500")
    text = page([good, bad])
    assert "**daughter**" in text
    assert "lost: budget: 500" in text
    assert "**son**" not in text
    assert "| **all** | 2 | 100% |" in text
