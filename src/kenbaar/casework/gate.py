"""The gate before publication: what stands in the way, and what whoever approves should know. Pure.

What is asked of an entry is data (`content/gate/`, read by `gate_rules.py`) and the list of its own body; here it is
held against the facts. A point says what is the matter, what helps, and which facts it is about.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kenbaar.casework.gate_rules import Effect, GateRule, gate_rules, given_to_conditions
from kenbaar.notices.lifecycle import ProfileStanding
from kenbaar.register.lifecycle import Access
from kenbaar.register.quality import measuring_standard
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import FactType, vocabulary
from kenbaar.standards.checking import check
from kenbaar.standards.findings import Finding, FindingKind
from kenbaar.values import Language, LocalText, both


@dataclass(frozen=True, slots=True)
class LawSaid:
    """What the law engine says of the facts; `contradictions` are pairs of facts and words."""

    class_id: str = ""
    settled: bool = False
    fria: str = "open"
    contradictions: tuple[tuple[tuple[str, ...], LocalText], ...] = ()


@dataclass(frozen=True, slots=True)
class AtTheGate:
    """All that the gate looks at.

    `blocking` counts the comments that must be resolved first.

    `dead_links` are the facts in which a link leads nowhere, where links are checked. `notice` is how the notice
    profiles of the entry stand.
    """

    sheet: Sheet
    law: LawSaid
    access: Access = Access.PUBLIC
    conflicts: int = 0
    blocking: int = 0
    asked_by_body: tuple[str, ...] = ()
    dead_links: tuple[str, ...] = ()
    notice: ProfileStanding = ProfileStanding.NONE


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that blocks or warns."""

    id: str
    message: LocalText
    remedy: LocalText
    facts: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """What blocks, and what warns."""

    blocks: tuple[Point, ...]
    warnings: tuple[Point, ...]

    @property
    def is_open(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.blocks

    def about(self, facts: Iterable[str]) -> "Gate":
        """Return what of it concerns these facts only, or no fact: for whoever sees no others."""
        shown = frozenset(facts)
        blocks, warnings = (tuple(each for each in side if shown.issuperset(each.facts)) for side in self._sides())
        return Gate(blocks, warnings)

    def _sides(self) -> tuple[tuple[Point, ...], tuple[Point, ...]]:
        return self.blocks, self.warnings


def gate(seen: AtTheGate) -> Gate:
    """Hold the facts against everything that is asked of them."""
    found = [(rule, point) for rule in gate_rules() if (point := _missed(rule, seen))]
    by_rules = {effect: [point for rule, point in found if rule.effect is effect] for effect in Effect}
    blocks = (*_state(seen), *by_rules[Effect.BLOCK], *_own(seen))
    warnings = (*by_rules[Effect.WARN], *_law(seen.law), *_shapes(seen.sheet), *_links(seen.dead_links))
    return Gate(blocks, warnings)


def _missed(rule: GateRule, seen: AtTheGate) -> Point | None:
    law = seen.law
    given = given_to_conditions(seen.sheet, law_class=law.class_id, law_fria=law.fria, notice=seen.notice)
    if not rule.holds(given):
        return None
    missing = tuple(fact for fact in rule.needs if not _is_said(seen.sheet, fact, rule))
    if rule.one_of and not any(_is_affirmed(seen.sheet, fact) for fact in rule.one_of):
        missing += rule.one_of
    # A rule that needs no fact is about what the facts say already.
    if not missing and (rule.needs or rule.one_of):
        return None
    return Point(rule.id, rule.text, rule.remedy, missing, rule.source)


def _is_said(sheet: Sheet, fact: str, rule: GateRule) -> bool:
    answer = sheet.get(fact)
    if answer is None or "blank" in answer:
        return answer is not None and answer["blank"] in rule.blanks
    return vocabulary()[fact].type is not FactType.TEXT or all(each in answer["value"] for each in rule.languages)


def _is_affirmed(sheet: Sheet, fact: str) -> bool:
    return sheet.value(fact) not in (None, False)


_STATE = {
    "access": (
        both("Dit algoritme is niet voor iedereen.", "This algorithm is not for everyone."),
        both(
            "Publiceren kan pas als iemand bij het overzicht kiest dat iedereen het mag zien.",
            "It can be published once somebody chooses, at the overview, that everyone may see it.",
        ),
    ),
    "conflicts": (
        both("Twee mensen vulden iets anders in.", "Two people filled in something different."),
        both("Kies bij het invullen welk antwoord blijft.", "Choose, where you fill in, which answer stays."),
    ),
    "comments": (
        both(
            "Er staan opmerkingen open die eerst opgelost moeten zijn.",
            "There are open comments that must be resolved first.",
        ),
        both("Beantwoord ze, en laat ze afvinken.", "Answer them, and have them ticked off."),
    ),
}


def _state(seen: AtTheGate) -> Iterator[Point]:
    closed = {
        "access": seen.access is not Access.PUBLIC,
        "conflicts": seen.conflicts > 0,
        "comments": seen.blocking > 0,
    }
    yield from (Point(name, *_STATE[name]) for name, is_closed in closed.items() if is_closed)


_OWN = (
    both("Uw organisatie vraagt dit.", "Your own body asks this."),
    both(
        "Vul het in, of zeg eerlijk waarom dat niet kan. De beheerder kiest wat uw organisatie vraagt.",
        "Fill it in, or say honestly why you cannot. The administrator chooses what your body asks.",
    ),
)


def _own(seen: AtTheGate) -> Iterator[Point]:
    missing = tuple(fact for fact in seen.asked_by_body if fact in vocabulary() and seen.sheet.get(fact) is None)
    if missing:
        yield Point("own_list", *_OWN, missing)


_UNSETTLED = (
    both("Het is nog niet zeker onder welke regels dit valt.", "It is not certain yet which rules this is under."),
    both(
        "Beantwoord bij het invullen de vragen over de AI-verordening.",
        "Answer the questions about the AI Act where you fill in.",
    ),
)
_CONTRADICTED = both("Kijk deze antwoorden samen na.", "Look at these answers together.")


def _law(law: LawSaid) -> Iterator[Point]:
    if not law.settled:
        yield Point("class_open", *_UNSETTLED)
    for facts, words in law.contradictions:
        yield Point("contradiction", words, _CONTRADICTED, facts)


def _shapes(sheet: Sheet) -> Iterator[Point]:
    """Give what the standard of the register finds wrong with texts, links and days: each once, in either language."""
    standard = measuring_standard()
    languages = [language for language in Language if language in sheet.texts("name")] or [Language.NL]
    found: dict[tuple[str, FindingKind], Finding] = {}
    for language in languages:
        for each in check(sheet, standard, language):
            if each.kind is not FindingKind.MISSING:
                found.setdefault((each.field, each.kind), each)
    for (field, kind), each in found.items():
        shape = standard.by_id.get(field.split(".")[0])
        facts = (shape.fact,) if shape and shape.fact else ()
        yield Point(f"shape_{kind}", each.message, each.remedy, facts)


_DEAD_LINK = (
    both("Een link leidt nergens meer heen.", "A link leads nowhere any more."),
    both(
        "Zoek waar de pagina nu staat en zet dat adres erin, of haal de link weg. Bij het veld staat welke het is.",
        "Find where the page is now and put that address in, or take the link away. The field says which one it is.",
    ),
)


def _links(facts: Iterable[str]) -> Iterator[Point]:
    # One a fact: whoever does not see one of them still reads of the others.
    yield from (Point("dead_link", *_DEAD_LINK, (fact,)) for fact in facts)
