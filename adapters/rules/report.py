"""A shadow run in words: for the terminal, and as Markdown to show around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from adapters.rules.shadow import Change, Shadowed

OPENED = "would now be eligible; their other tables weren't asked then, so what they come to is not known"
Lines = Sequence[Sequence[str]]


def as_text(found: Shadowed) -> str:
    return "\n".join(_text(found)) + "\n"


def as_markdown(found: Shadowed, candidate: str) -> str:
    return "\n".join([f"# What {candidate} would change", "", *_markdown(found)]) + "\n"


def _headline(found: Shadowed) -> str:
    changed = sum(change.count for change in found.by_decision.values())
    text = f"{found.decisions} decisions, {found.answers} answers of tables: {changed} decisions would end otherwise"
    skipped = f"; {found.without_facts} decisions were kept without their facts" if found.without_facts else ""
    return text + skipped


def _sections(found: Shadowed) -> Iterator[tuple[str, Sequence[str], Lines]]:
    yield (
        "Decisions",
        ("from", "to", "count", "decisions"),
        [[*pair, *_counted(change)] for pair, change in _most_first(found.by_decision.items())],
    )
    yield (
        "Answers of tables",
        ("table", "from", "to", "count", "decisions"),
        [[*key, *_counted(change)] for key, change in _most_first(found.by_table.items())],
    )
    yield (
        "Same answer by another row",
        ("table", "count", "decisions"),
        [[table, *_counted(change)] for table, change in _most_first(found.other_row.items())],
    )


def _most_first(changes: Iterable) -> list:
    return sorted(changes, key=lambda one: (-one[1].count, one[0]))


def _counted(change: Change) -> tuple[str, str]:
    return str(change.count), ", ".join(map(str, change.examples))


def _text(found: Shadowed) -> Iterator[str]:
    yield _headline(found)
    for title, _, lines in _sections(found):
        if lines:
            yield f"\n{title}"
            for *names, count, examples in lines:
                yield f"  {count:>6}  {' → '.join(names)}   (e.g. decision {examples})"
    if found.opened.count:
        yield f"\n{found.opened.count} {OPENED}"


def _markdown(found: Shadowed) -> Iterator[str]:
    yield _headline(found) + "."
    for title, heads, lines in _sections(found):
        if lines:
            yield from ("", f"## {title}", "", _row(heads), _row(["---"] * len(heads)), *map(_row, lines))
    if found.opened.count:
        yield from ("", f"{found.opened.count} {OPENED}.")


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
