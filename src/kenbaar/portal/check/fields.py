"""From what stands in the fields of a form to answers, and back. Everybody may say that they do not know."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from kenbaar.portal.check.carried import LONGEST_TYPED, Carried
from kenbaar.rules.answers import Answer, Sheet, known, unknown
from kenbaar.rules.facts import Fact, FactType, Vocabulary
from kenbaar.rules.typed import TypedWrong, Unfit, date_as_typed, typed_date, typed_number
from kenbaar.values import LocalText, both

DONT_KNOW = "?"


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong with what was filled in, and the part of the field where it is: `day`, `month`, `year` or none."""

    text: LocalText
    part: str = ""


CHOOSE_ONE = Mistake(
    both("Kies een antwoord. U mag ook kiezen dat u het niet weet.", "Choose an answer. Not knowing is an answer too.")
)
CHOOSE_SOME = Mistake(
    both(
        "Kies wat past, of kies dat niets past. U mag ook kiezen dat u het niet weet.",
        "Choose what fits, or that nothing fits. Not knowing is an answer too.",
    )
)
ALONE = Mistake(
    both(
        "“Geen van deze” past niet bij een ander antwoord. Laat een van de twee weg.",
        "“None of these” does not go with another answer. Leave one of the two out.",
    )
)
NOT_BOTH = Mistake(
    both(
        "Er staat een antwoord, en ook dat u het niet weet. Laat een van de twee weg.",
        "There is an answer, and also that you do not know. Leave one of the two out.",
    )
)
NO_DATE = Mistake(
    both(
        "Vul een jaar in. De dag en de maand mogen leeg blijven. Of kies dat u het niet weet.",
        "Fill in a year. Day and month may stay empty. Or choose that you do not know.",
    ),
    "year",
)
BAD_YEAR = Mistake(
    both("Schrijf het jaar met vier cijfers, zoals 2026.", "Write the year with four digits, such as 2026."), "year"
)
BAD_MONTH = Mistake(both("De maand is een getal van 1 tot en met 12.", "The month is a number from 1 to 12."), "month")
NO_MONTH = Mistake(
    both("Vul bij de dag ook de maand in, of laat de dag leeg.", "Add the month to the day, or leave the day empty."),
    "month",
)
BAD_DAY = Mistake(
    both("Deze dag bestaat niet. Kijk de dag na.", "There is no such day. Check the day."),
    "day",
)
NO_NUMBER = Mistake(
    both("Vul een getal in, of kies dat u het niet weet.", "Fill in a number, or choose that you do not know.")
)
BAD_NUMBER = Mistake(
    both("Schrijf een heel getal, zonder andere tekens.", "Write a whole number, without other signs.")
)


@dataclass(frozen=True, slots=True)
class Filled:
    """A form after reading: what to carry on, and the mistakes by fact."""

    carried: Carried
    mistakes: Mapping[str, Mistake]


def field_of(fact_id: str) -> str:
    """Return the name of the field of a fact."""
    return f"f.{fact_id}"


def typed_in(fact: Fact, form: QueryDict) -> tuple[str, ...]:
    """Return what stands in the fields of a fact: for a date day, month, year; then `?` if they do not know."""
    name = field_of(fact.id)
    parts = [f"{name}.{part}" for part in ("day", "month", "year")] if fact.type is FactType.DATE else []
    texts = [form.get(part, "").strip()[:LONGEST_TYPED] for part in parts]
    return tuple(texts) + tuple(text.strip()[:LONGEST_TYPED] for text in form.getlist(name)[:100] if text.strip())


def filled(carried: Carried, asked: list[Fact], form: QueryDict) -> Filled:
    """Read the fields of the questions that were asked into what was carried so far."""
    typed = dict(carried.typed)
    answers: dict[str, Answer | None] = {}
    mistakes: dict[str, Mistake] = {}
    for fact in asked:
        texts = typed_in(fact, form)
        typed.pop(fact.id, None)
        read = _read(fact, texts)
        if not isinstance(read, Mistake):
            answers[fact.id] = _kept(carried.sheet.get(fact.id), read)
            continue
        answers[fact.id] = None
        mistakes[fact.id] = read
        if any(texts):
            typed[fact.id] = texts
    return Filled(Carried(carried.sheet.with_answers(answers), typed), mistakes)


def mistakes_of(carried: Carried, facts: Vocabulary) -> Iterator[tuple[str, Mistake]]:
    """Give what is wrong with what was typed earlier and is still no answer."""
    for fact_id, texts in carried.typed.items():
        read = _read(facts[fact_id], texts)
        if isinstance(read, Mistake):
            yield fact_id, read


def shown_in(fact: Fact, carried: Carried) -> tuple[str, ...]:
    """Return what to show in the fields of a fact; the opposite of `typed_in`."""
    if fact.id in carried.typed:
        return carried.typed[fact.id]
    answer = carried.sheet.get(fact.id)
    empty = ("", "", "") if fact.type is FactType.DATE else ()
    if answer is None:
        return empty
    if "blank" in answer:
        return (*empty, DONT_KNOW)
    return _as_typed(fact, answer["value"])


def _as_typed(fact: Fact, value: object) -> tuple[str, ...]:
    match fact.type:
        case FactType.YES_NO:
            return ("yes" if value else "no",)
        case FactType.CHOICES if isinstance(value, list):
            return tuple(value)
        case FactType.DATE:
            return date_as_typed(str(value))
        case _:
            return (str(value),)


def _kept(before: Answer | None, now: Answer) -> Answer:
    """Return the new answer; a blank that came from a file with its reason stays as it was."""
    return before if before and "blank" in before and "blank" in now else now


def _read(fact: Fact, texts: tuple[str, ...]) -> Answer | Mistake:
    if fact.type is FactType.DATE:
        return _date(texts)
    given = [text for text in texts if text != DONT_KNOW]
    if DONT_KNOW in texts:
        return NOT_BOTH if given else unknown()
    match fact.type:
        case FactType.CHOICES:
            return _choices(fact, list(dict.fromkeys(given)))
        case FactType.NUMBER:
            return _number(given)
        case FactType.YES_NO:
            return known(given == ["yes"]) if given in (["yes"], ["no"]) else CHOOSE_ONE
        case _:
            return known(given[0]) if len(given) == 1 and fact.option(given[0]) else CHOOSE_ONE


def _choices(fact: Fact, given: list[str]) -> Answer | Mistake:
    options = [fact.option(text) for text in given]
    if not given or None in options:
        return CHOOSE_SOME
    if len(given) > 1 and any(option and option.alone for option in options):
        return ALONE
    return known(list(given))


def _number(given: list[str]) -> Answer | Mistake:
    if not given:
        return NO_NUMBER
    try:
        return known(typed_number(given[0]))
    except TypedWrong:
        return BAD_NUMBER


def _date(texts: tuple[str, ...]) -> Answer | Mistake:
    day, month, year, *more = (*texts, "", "", "")[:4] if len(texts) < 3 else texts
    if DONT_KNOW in more:
        return NOT_BOTH if day or month or year else unknown()
    try:
        return known(typed_date(day, month, year))
    except TypedWrong as wrong:
        return _OF_DATE[wrong.unfit]


_OF_DATE = {
    Unfit.NO_YEAR: NO_DATE,
    Unfit.BAD_YEAR: BAD_YEAR,
    Unfit.NO_MONTH: NO_MONTH,
    Unfit.BAD_MONTH: BAD_MONTH,
    Unfit.BAD_DAY: BAD_DAY,
}


def without(carried: Carried, facts: tuple[str, ...]) -> Carried:
    """Return the same without the answers to some facts."""
    sheet: Sheet = carried.sheet.with_answers(dict.fromkeys(facts))
    return Carried(sheet, {fact: texts for fact, texts in carried.typed.items() if fact not in facts})
