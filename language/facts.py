"""All that a sentence tells, in order."""

from __future__ import annotations

from datetime import date

from insurance.facts import Fact
from language.amounts.budgets import take_money
from language.amounts.terms import take_term
from language.answers.pointing import take_choice
from language.cover.homes import take_home
from language.cover.lines import take_concerns, take_group, take_lines
from language.cover.places import take_places
from language.cover.vehicles import take_vehicle
from language.dates.trips import take_trip
from language.health.conditions import take_health
from language.identifiers.sensitive import find_sensitive
from language.people.headcount import take_headcount
from language.people.party import part_with, put_right
from language.people.persons import take_persons
from language.words.sentence import Sentence
from language.work.occupations import take_occupations

LONGEST = 2_000  # nobody tells facts beyond this; the rest of a longer text is not read


def read_facts(text: str, today: date) -> list[Fact]:
    """Every fact of the sentence, in order of the words; what it takes back (`不是35`) is left out.

    Args:
        text: as typed, or masked; at most the first 2,000 characters are read.
        today: the calendar day in Asia/Shanghai.
    """
    text = text[:LONGEST]
    for found in reversed(find_sensitive(text)):
        text = text[: found.start] + " " * (found.end - found.start) + text[found.end :]
    if text.lstrip().startswith("/") or not text.strip():
        return []
    sentence = Sentence.of(text)
    take_lines(sentence)
    take_term(sentence)
    take_choice(sentence)
    take_health(sentence)
    take_vehicle(sentence)
    take_headcount(sentence)
    take_group(sentence)
    take_occupations(sentence)
    take_home(sentence)
    take_persons(sentence, today)
    part_with(sentence)
    put_right(sentence)
    travelling = take_places(sentence)
    take_trip(sentence, today, travelling=travelling)
    take_money(sentence)
    take_concerns(sentence)
    return sentence.facts()
