"""Putting rules in force and taking them back: the only ways a set gets activated."""

from __future__ import annotations

from collections.abc import Sequence

from adapters.rules.checking import check
from adapters.rules.engine import ZenRules
from adapters.rules.errors import InvalidTable
from adapters.rules.sets import SHOWN, ActivatedMeanwhile, Activation, Files, Kind, RuleStore, before, set_id

STARTING = "start"  # who activates when no person does


class Refused(ValueError):
    """A set that must not come into force; `problems` says why, a line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


async def activate(store: RuleStore, files: Files, by: str, why: str) -> Activation:
    """Put a checked set in force; the activation in force where it is the same set.

    Raises Refused, ActivatedMeanwhile.
    """
    problems = [*check(files).problems]
    now = await store.in_force()
    if now is not None:
        if now.set_id == set_id(files):
            return now
        lost = sorted((await store.files(now.set_id)).keys() - files.keys())
        problems += [f"{name}.json: is in force and can't be left out: decisions ask it" for name in lost]
    if problems:
        raise Refused(problems)
    return await store.activate(files, Kind.ACTIVATE, by, why, after=now.number if now else 0)


async def roll_back(store: RuleStore, by: str, why: str) -> Activation:
    """Put the set before in force again; tables it didn't have yet stay as they are.

    Raises NothingBefore, ActivatedMeanwhile.
    """
    history = await store.history()
    earlier = before(history)
    now = await store.files(history[-1].set_id)
    files = {**now, **await store.files(earlier.set_id)}
    return await store.activate(files, Kind.ROLLBACK, by, why, after=history[-1].number)


async def on_start(store: RuleStore, shipped: Files, *, follow: bool = False) -> list[str]:
    """Make sure that rules are in force, without overriding what is; what there is to tell about it.

    A first start puts in force what the code brings. Later, tables that the code brings and nothing had before are
    added, since decisions ask them; files that differ are left alone and told.

    Args:
        follow: put in force whatever the code brings, at every start: for who edits the rules and nothing else.
    """
    try:
        return await _on_start(store, shipped, follow)
    except ActivatedMeanwhile:  # another process starts at the same moment and did it
        return await _on_start(store, shipped, follow)


async def _on_start(store: RuleStore, shipped: Files, follow: bool) -> list[str]:
    now = await store.in_force()
    if now is None:
        _must_load(shipped)
        await store.activate(shipped, Kind.START, STARTING, "first start", after=0)
        return []
    if now.set_id == set_id(shipped):
        return []
    if follow:
        followed = await activate(store, shipped, STARTING, "LINGBAO_RULES_FOLLOW is set")
        return [f"the folder's rules {followed.set_id[:SHOWN]} put in force as activation {followed.number}"]
    there = await store.files(now.set_id)
    new = {name: text for name, text in shipped.items() if name not in there}
    told = []
    if new:
        _must_load(new)
        names = ", ".join(sorted(new))
        now = await store.activate({**there, **new}, Kind.ADDED, STARTING, f"new tables: {names}", after=now.number)
        told.append(f"new tables put in force as activation {now.number}: {names}")
    differing = standing_apart(now, there, shipped)
    return [*told, differing] if differing else told


def standing_apart(now: Activation, there: Files, shipped: Files) -> str:
    """In which files the rules in force are not those the code brings, as one line; empty when they are."""
    differing = sorted(name for name, text in shipped.items() if there.get(name) != text)
    if not differing:
        return ""
    return (
        f"the rules in force (activation {now.number}) are not those in the folder: "
        f"{', '.join(differing)} differ; `make rules-shadow` tells what would change, `make rules-activate` does it"
    )


def _must_load(files: Files) -> None:
    """Raises Refused."""
    try:
        ZenRules(files)
    except InvalidTable as error:
        raise Refused(error.problems) from error
