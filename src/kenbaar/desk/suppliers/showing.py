"""How the answers of a template are shown: by section, with the labels of the page. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kenbaar.register.differences import Segment, in_words, word_segments
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import Fact, FactType, Section, vocabulary
from kenbaar.suppliers.fitting import facts_of_templates
from kenbaar.suppliers.queries.proposals import Proposal
from kenbaar.values import Language

Changes = tuple[tuple[str, tuple[Segment, ...]], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact with its label and answer, as the filters of a page want it."""

    fact: Fact
    label: str
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section of a template: what it answers, and how many of its facts a template can answer."""

    section: Section
    shown: tuple[Shown, ...]
    fillable: int


@dataclass(frozen=True, slots=True)
class ProposalShown:
    """A proposal on the page, with changes word by word in each language: in our answer, and in the supplier's.

    Where we said what the supplier said before, the two are one, and `theirs` is empty.
    """

    proposal: Proposal
    proposed: Shown
    ours: Shown
    changes: Changes
    theirs: Changes


def sections_of(sheet: Mapping[str, Answer], language: str) -> list[SectionShown]:
    """Return the sections in which a template can say something, in the order of the vocabulary."""
    found = []
    for section in vocabulary().sections:
        facts = fillable(section)
        if facts:
            shown = tuple(_shown(fact, sheet[fact.id], language) for fact in facts if fact.id in sheet)
            found.append(SectionShown(section, shown, len(facts)))
    return found


def fillable(section: Section) -> list[Fact]:
    """Return the facts of a section that a template can answer."""
    return [fact for fact in section.facts if fact.id in facts_of_templates()]


def section_named(name: str) -> Section | None:
    """Return the section with this id in which a template can say something, or None."""
    return next((section for section in vocabulary().sections if section.id == name and fillable(section)), None)


def answers_shown(answers: Mapping[str, Answer], language: str) -> list[Shown]:
    """Return answers in the order of the vocabulary, whatever they are about."""
    return [_shown(fact, answers[fact.id], language) for fact in vocabulary() if fact.id in answers]


def proposals_shown(proposals: Iterable[Proposal], language: str) -> list[ProposalShown]:
    """Return proposals as the page shows them."""
    return [_proposal(each, language) for each in proposals]


def _proposal(each: Proposal, language: str) -> ProposalShown:
    fact = each.fact
    return ProposalShown(
        proposal=each,
        proposed=_shown(fact, each.proposed, language),
        ours=_shown(fact, each.ours, language),
        changes=tuple(_changes(fact, each.ours, each.result, language)),
        theirs=() if each.was == each.ours else tuple(_changes(fact, each.was, each.proposed, language)),
    )


def _changes(
    fact: Fact, old: Answer | None, new: Answer | None, language: str
) -> Iterable[tuple[str, tuple[Segment, ...]]]:
    """Compare two answers; where there is only one of them, it is shown whole beside this already."""
    if old is None or new is None:
        return
    # Only texts exist in more than one language; everything else is worded in that of the page.
    tongues: Sequence[str] = list(Language) if fact.type is FactType.TEXT else [language]
    for tongue in tongues:
        before, after = in_words(fact, old, tongue), in_words(fact, new, tongue)
        if before and after and before != after:
            yield tongue, word_segments(before, after)


def _shown(fact: Fact, answer: Answer | None, language: str) -> Shown:
    return Shown(fact, fact.label.to(language), answer)
