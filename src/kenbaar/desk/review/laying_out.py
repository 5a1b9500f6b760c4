"""Laying facts out for who reviews: what changed, what misses and what somebody said of it, per section."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kenbaar.casework.queries.review import Dossier, Thread
from kenbaar.casework.review_sight import Eyes
from kenbaar.register.differences import Difference, differences
from kenbaar.register.public import public_facts
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, vocabulary


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact as it lies before who reviews; `missing` says that the gate asks for it."""

    fact: Fact
    label: str
    answer: Answer | None
    changes: tuple[Difference, ...]
    threads: tuple[Thread, ...]
    missing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A section with the facts that are shown of it."""

    id: str
    label: str
    lines: tuple[FactLine, ...]


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The parts, how many facts differ from what the public reads, and the comments on the entry as a whole."""

    parts: tuple[Part, ...]
    changed: int
    general: tuple[Thread, ...]
    resolved: tuple[Thread, ...]


def laid_out(seen: Dossier, language: str, *, everything: bool, at: str = "") -> LaidOut:
    """Lay a dossier out: everything, or what needs a look.

    What was never public is all new, and shown whole. `at` is a fact that somebody is at and that is shown anyway.
    """
    changes = _changes(seen, language)
    missing = {fact for point in seen.gate.blocks for fact in point.facts}
    open_threads = [thread for thread in seen.threads if thread.comment.resolved_at is None]
    by_fact: dict[str, list[Thread]] = {}
    for thread in open_threads:
        by_fact.setdefault(thread.comment.fact, []).append(thread)
    looked_at = {*changes, *missing, *by_fact, at}
    whole = everything or seen.public is None

    def lines(facts: tuple[Fact, ...]) -> Iterator[FactLine]:
        for fact in facts:
            answer = seen.sheet.get(fact.id)
            shown = fact.id in looked_at or (whole and answer is not None)
            if shown and (seen.eyes is Eyes.BODY or fact.id in public_facts()):
                threads = tuple(by_fact.get(fact.id, ()))
                label = fact.label.to(language)
                yield FactLine(fact, label, answer, changes.get(fact.id, ()), threads, fact.id in missing)

    parts = (Part(each.id, each.label.to(language), tuple(lines(each.facts))) for each in vocabulary().sections)
    return LaidOut(
        parts=tuple(part for part in parts if part.lines),
        changed=len(changes),
        general=tuple(thread for thread in open_threads if not thread.comment.fact),
        resolved=tuple(thread for thread in seen.threads if thread.comment.resolved_at is not None),
    )


def _changes(seen: Dossier, language: str) -> Mapping[str, tuple[Difference, ...]]:
    if seen.public is None:
        return {}
    found: dict[str, tuple[Difference, ...]] = {}
    for each in differences(seen.public, seen.sheet, vocabulary(), language=language):
        found[each.fact.id] = (*found.get(each.fact.id, ()), each)
    return found
