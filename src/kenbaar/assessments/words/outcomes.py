"""Outcomes of the law in words: the class, the roles, openness, assessment, databank, Dutch category and fines."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kenbaar.assessments.words.days import DaysTold, days_told
from kenbaar.assessments.words.places import PlaceTold
from kenbaar.assessments.words.telling import AnswerTold, Ask, ReadingTold, Teller
from kenbaar.law import results
from kenbaar.law.knowing import Certainty
from kenbaar.law.results import FineFound, OutcomeFound
from kenbaar.rules.conditions import Reason
from kenbaar.rules.facts import vocabulary
from kenbaar.values import LocalText, both


@dataclass(frozen=True, slots=True)
class OutcomeTold:
    """An outcome with all that makes it plain."""

    id: str
    label: str
    text: str
    certainty: str
    sure: bool
    places: tuple[PlaceTold, ...]
    because: tuple[AnswerTold, ...]
    days: DaysTold | None
    readings: tuple[ReadingTold, ...]
    note: str
    missing: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class NeededTold:
    """Whether something is needed: `yes`, `no` or `open`, in words, with the outcomes that say so."""

    verdict: str
    word: str
    sentence: str
    certainty: str
    outcomes: tuple[OutcomeTold, ...]
    missing: tuple[Ask, ...]


@dataclass(frozen=True, slots=True)
class FineTold:
    """A fine that a breach can cost."""

    label: str
    height: str
    certainty: str
    for_articles: str
    place: PlaceTold
    note: str


@dataclass(frozen=True, slots=True)
class CategoryTold:
    """The category in the Dutch register, or that it is not settled."""

    known: str
    certainty: str
    could_be: tuple[str, ...]
    outcome: OutcomeTold | None


VERDICTS: Mapping[str, LocalText] = {
    "yes": both("Ja", "Yes"),
    "no": both("Nee", "No"),
    "open": both("Nog niet te zeggen", "Not known yet"),
}
FRIA_SENTENCES: Mapping[str, LocalText] = {
    "yes": both("U doet een grondrechtentoets.", "You do a fundamental rights impact assessment."),
    "no": both(
        "De AI-verordening vraagt voor dit gebruik geen grondrechtentoets.",
        "The AI Act asks for no fundamental rights impact assessment for this use.",
    ),
    "open": both(
        "Of u een grondrechtentoets moet doen, hangt af van antwoorden die nog missen.",
        "Whether you must do a fundamental rights impact assessment depends on answers that are missing.",
    ),
}
DATABASE_SENTENCES: Mapping[str, LocalText] = {
    "yes": both("U registreert in de EU-databank.", "You register in the EU database."),
    "no": both("U hoeft niet in de EU-databank te registreren.", "You need not register in the EU database."),
    "open": both(
        "Of u moet registreren, hangt af van antwoorden die nog missen.",
        "Whether you must register depends on answers that are missing.",
    ),
}


def outcome_told(found: OutcomeFound, teller: Teller) -> OutcomeTold:
    """Return an outcome in words."""
    shape = found.shape
    return OutcomeTold(
        id=shape.id,
        label=teller.say(shape.label),
        text=teller.say(shape.text),
        certainty=teller.certainty(found.certainty),
        sure=found.certainty is Certainty.CERTAIN,
        places=tuple(dict.fromkeys(teller.place(each, shape.law, since=shape.known_from) for each in found.provisions)),
        because=tuple(_because(found.reasons, teller)),
        days=days_told(found.days, teller) if found.days else None,
        readings=teller.readings(shape.contested) if found.disputed else (),
        note=teller.say(shape.note),
        missing=teller.asks(found.missing),
    )


def _because(reasons: Iterable[Reason], teller: Teller) -> Iterator[AnswerTold]:
    """Give each answer that decided once, the ones that made it so first."""
    ordered = sorted(reasons, key=lambda reason: not reason.held)
    for fact_id in dict.fromkeys(reason.fact for reason in ordered):
        fact, value = vocabulary()[fact_id], teller.sheet.value(fact_id)
        chosen = {str(each) for each in (value if isinstance(value, list) else [value])}
        provisions = [option.provision for option in fact.options if option.id in chosen and option.provision]
        told = teller.answered(fact_id, provisions=provisions)
        if told:
            yield told


def needed_told(teller: Teller, kind: str, sentences: Mapping[str, LocalText], *, beside: str = "") -> NeededTold:
    """Say whether something is needed. What is open stays open until every way to it is ruled out.

    Outcomes of the kind `beside` are shown with it, and do not make it needed.
    """
    needed = teller.found.needed(kind)
    verdict = needed.verdict
    certainty = Certainty.OPEN if verdict == "open" else Certainty.CERTAIN if needed.sure else Certainty.ASSUMED
    missing = dict.fromkeys(fact for found in needed.undecided for fact in found.missing)
    return NeededTold(
        verdict=verdict,
        word=teller.say(VERDICTS[verdict]),
        sentence=teller.say(sentences[verdict]),
        certainty=teller.certainty(certainty),
        outcomes=tuple(outcome_told(found, teller) for found in (*needed.holding, *teller.found.holding(beside))),
        missing=teller.asks(missing),
    )


def category_told(teller: Teller) -> CategoryTold:
    """Return the category in the Dutch register."""
    classified = teller.found
    chosen = classified.category
    others = (found for found in classified.undecided(results.CATEGORY) if found is not chosen)
    return CategoryTold(
        known=chosen.shape.says.get("category", "") if chosen else "",
        certainty=teller.certainty(chosen.certainty if chosen else Certainty.OPEN),
        could_be=tuple(found.shape.says["category"] for found in others if "category" in found.shape.says),
        outcome=outcome_told(chosen, teller) if chosen else None,
    )


def fines_told(teller: Teller) -> tuple[FineTold, ...]:
    """Return the fines that could follow from a breach, the ones that are not sure included."""
    return tuple(_fine(found, teller) for found in teller.found.fines if found.certainty is not Certainty.ASSUMED_NOT)


def _fine(found: FineFound, teller: Teller) -> FineTold:
    shape = found.shape
    return FineTold(
        label=teller.say(shape.label),
        height=_height(found, teller),
        certainty=teller.certainty(found.certainty),
        for_articles=", ".join(teller.place(article, "").text for article in shape.for_),
        place=teller.place(shape.article, shape.law, since=shape.known_from),
        note=teller.say(shape.note),
    )


def _height(found: FineFound, teller: Teller) -> str:
    parts = []
    if found.amount is not None:
        parts.append(f"€ {teller.amount(found.amount)}")
    if found.percent is not None:
        percent = f"{found.percent}%"
        parts.append(teller.say(both(f"{percent} van de jaaromzet", f"{percent} of the annual turnover")))
    return teller.say(both("ten hoogste ", "up to ")) + teller.say(both(" of ", " or ")).join(parts) if parts else ""
