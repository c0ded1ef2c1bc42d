"""Countries and cities, with the region they are rated in; activities on a trip."""

from __future__ import annotations

from functools import cache

from insurance.facts import ActivityFact, DestinationFact
from insurance.lines import Activity, Destination
from language.cover.lines import refused
from language.vocabulary import rows, words
from language.words.lexicon import Hit, Lexicon
from language.words.normal import is_question, normalise
from language.words.sentence import Sentence, plain

# Part of a longer word that is no place, or an English word that is also one.
_NOT_PLACES = ("中国人", "国内外", "海南岛", "nice to", "turkey and", "jordan ", "us ", "东北角")
# Europe as customers say it is mostly the Schengen area, and more.
_WIDE = dict.fromkeys(("欧洲", "europe"), (Destination.SCHENGEN, Destination.EUROPE_OTHER))
_AMBIGUOUS = {"us", "nice", "jordan", "turkey", "rio"}


@cache
def _destinations() -> Lexicon[Destination]:
    return Lexicon((word, Destination(region)) for region, cell in rows("destinations") for word in words(cell))


@cache
def _activities() -> Lexicon[Activity]:
    return Lexicon((word, Activity(activity)) for activity, cell in rows("activities") for word in words(cell))


def find_places(text: str) -> list[Hit[Destination]]:
    """Every place of a normalised text, in order."""
    return [hit for hit in _destinations().find(text) if not _is_other_word(text, hit)]


def _is_other_word(text: str, hit: Hit[Destination]) -> bool:
    """`us` is a country only after to, in or the."""
    if hit.word not in _AMBIGUOUS:
        return any(text.startswith(word, hit.start) for word in _NOT_PLACES if word.startswith(hit.word))
    return (
        not text[: hit.start].rstrip().endswith((" to", " in", "visit", " the", "to the", "to"))
        and text.strip() != hit.word
    )


def _fact(hits: list[Hit[Destination]], text: str) -> DestinationFact:
    regions = tuple(dict.fromkeys(region for hit in hits for region in _WIDE.get(hit.word, (hit.value,))))
    return DestinationFact(regions, tuple(dict.fromkeys(hit.word for hit in hits)), text[hits[0].start : hits[-1].end])


def read_destinations(text: str) -> DestinationFact | None:
    """The places named, each region once; None when none is known or the text asks something."""
    text = plain(text)
    hits = [] if is_question(text) else find_places(text)
    return _fact(hits, text) if hits else None


def take_places(sentence: Sentence) -> bool:
    """Add destinations and activities; True when there are any."""
    hits = [hit for hit in find_places(sentence.rest) if not refused(sentence.text, hit.start)]
    if hits:
        sentence.found.append((hits[0].start, _fact(hits, sentence.text)))
        for hit in hits:
            sentence.take(hit.start, hit.end)
    seen: set[Activity] = set()
    for activity in _activities().find(sentence.rest):
        if activity.value not in seen:
            sentence.found.append((activity.start, ActivityFact(activity.value, activity.word)))
            seen.add(activity.value)
    return bool(hits or seen)


def is_place(text: str) -> bool:
    return _destinations().whole(normalise(text)) is not None
