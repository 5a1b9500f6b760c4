"""From what stands in the fields of a fact to its answer, or to what must be mended first."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kenbaar.desk.sheet.typed import LONGEST, MOST_ROWS, Typed, field_of
from kenbaar.rules.answers import Answer, AnswerError, Blank, check_answer, known, not_applicable, not_yet, unknown
from kenbaar.rules.facts import Fact, FactType
from kenbaar.rules.typed import TypedWrong, Unfit, typed_date, typed_number
from kenbaar.standards.checking import is_link

_NO_SCHEME = re.compile(r"[\w-]+(\.[\w-]+)+([/?#]\S*)?")
_LONGEST_LINE = 2000


class Mistake(Exception):
    """What must be mended in the fields of a fact: a sentence, and the name of the field within the fact."""

    def __init__(self, sentence: str, at: str = "") -> None:
        super().__init__(sentence)
        self.sentence, self.at = sentence, at


def read(fact: Fact, typed: Typed) -> Answer | None:
    """Return the answer that the fields of a fact give, None when they are empty. Raises Mistake."""
    for name, text in typed.texts.items():
        if len(text) > LONGEST:
            raise Mistake(
                _("Deze tekst is te lang om te bewaren. Maak hem korter dan %(most)s tekens.") % {"most": LONGEST}, name
            )
    answer = _blank(typed) if typed.how else _value(fact, typed)
    if answer is not None:
        try:
            check_answer(fact, answer)
        except AnswerError as error:
            raise Mistake(_("Dit antwoord past niet bij de vraag. Kies of schrijf iets anders.")) from error
    return answer


def _blank(typed: Typed) -> Answer:
    if typed.says_something:
        raise Mistake(
            _("U zegt dat u dit niet kunt invullen, maar er staat ook een antwoord. Haal een van de twee weg."), "how"
        )
    match typed.how:
        case Blank.UNKNOWN:
            return unknown()
        case Blank.NOT_APPLICABLE:
            return _with_reason(typed)
        case Blank.NOT_YET:
            return not_yet(_expected(typed))
    raise Mistake(_("Kies een van de mogelijkheden."), "how")


def _with_reason(typed: Typed) -> Answer:
    reason = {language: typed[f"why.{language}"] for language in ("nl", "en") if typed[f"why.{language}"]}
    if not reason:
        raise Mistake(_("Schrijf erbij waarom het niet van toepassing is. Dan bewaren we het."), "why.nl")
    return not_applicable(reason)


def _expected(typed: Typed) -> str:
    month, year = typed["when.month"], typed["when.year"]
    if not month and not year:
        return ""
    return _date("", month, year, at="when.")


def _value(fact: Fact, typed: Typed) -> Answer | None:
    # Somebody who wrote why it does not apply, and forgot to tick so, means it.
    if not typed.says_something:
        return _with_reason(typed) if typed["why.nl"] or typed["why.en"] else None
    if fact.type is FactType.CHOICES:
        return known(_options(fact, typed))
    if fact.type is FactType.RECORDS:
        return known(_rows(fact, typed))
    return known(_flat(fact.type, typed.texts, ""))


def _options(fact: Fact, typed: Typed) -> list[str]:
    chosen = list(typed.chosen)
    alone = [option.label for option in fact.options if option.alone and option.id in chosen]
    if alone and len(chosen) > 1:
        said = _("“%(alone)s” past niet bij een ander antwoord. Haal een van de twee weg.")
        raise Mistake(said % {"alone": alone[0].to(get_language() or "nl")})
    return chosen


def _rows(fact: Fact, typed: Typed) -> list[dict[str, Any]]:
    if typed.rows > MOST_ROWS:
        said = _(
            "Een lijst heeft hier ten hoogste %(most)s regels. Haal regels weg, of breng de lijst in met de werkmap of "
            "een koppeling."
        )
        raise Mistake(said % {"most": MOST_ROWS})
    cells: dict[tuple[int, str], dict[str, str]] = {}
    for name, text in typed.texts.items():
        place, _dot, column = name.partition(".")
        if place.isdigit():
            part_id, _dot, piece = column.partition(".")
            cells.setdefault((int(place), part_id), {})[piece] = text
    rows: list[dict[str, Any]] = [{} for _each in range(typed.rows)]
    for number, row in enumerate(rows):
        for part in fact.parts:
            if texts := cells.get((number, part.id)):
                row[part.id] = _flat(part.type, texts, f"{number}.{part.id}")
    return rows


def _flat(kind: FactType, texts: Mapping[str, str], before: str) -> Any:
    """Return a value of a flat type; `before` is where its fields stand, for the mistake."""
    reader: Callable[[Mapping[str, str], str], Any] | None = _READERS.get(kind)
    if reader is not None:
        return reader(texts, before)
    return texts.get("", "")


def _texts(texts: Mapping[str, str], _before: str) -> dict[str, str]:
    return {language: texts[language] for language in ("nl", "en") if texts.get(language)}


def _line(texts: Mapping[str, str], before: str) -> str:
    line = " ".join(texts[""].split())
    if len(line) > _LONGEST_LINE:
        said = _("Deze regel is te lang om te bewaren. Maak hem korter dan %(most)s tekens.")
        raise Mistake(said % {"most": _LONGEST_LINE}, before)
    return line


def _url(texts: Mapping[str, str], before: str) -> str:
    text = _line(texts, before)
    address = f"https://{text}" if _NO_SCHEME.fullmatch(text) else text
    if not is_link(address):
        raise Mistake(_("Hier hoort een heel adres, zoals https://www.lindewaarde.example/parkeren."), before)
    return address


def _yes_no(texts: Mapping[str, str], before: str) -> bool:
    if texts.get("") not in {"yes", "no"}:
        raise Mistake(_("Kies een van de mogelijkheden."), before)
    return texts[""] == "yes"


def _number(texts: Mapping[str, str], before: str) -> int:
    try:
        return typed_number(texts[""])
    except TypedWrong as error:
        raise Mistake(_("Schrijf een heel getal, zonder andere tekens."), before) from error


def _money(texts: Mapping[str, str], before: str) -> dict[str, str]:
    amount = texts.get("amount", "").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,15}(\.\d{1,4})?", amount):
        raise Mistake(_("Schrijf een bedrag zoals 1250,50."), f"{before}.amount".lstrip("."))
    return {"amount": amount, "currency": texts.get("currency", "EUR").upper()}


def _date_in(texts: Mapping[str, str], before: str) -> str:
    at = f"{before}." if before else ""
    return _date(texts.get("day", ""), texts.get("month", ""), texts.get("year", ""), at=at)


def _date(day: str, month: str, year: str, *, at: str) -> str:
    try:
        return typed_date(day, month, year)
    except TypedWrong as error:
        sentence, piece = _of_date(error.unfit)
        raise Mistake(sentence, f"{at}{piece}") from error


def _of_date(unfit: Unfit) -> tuple[str, str]:
    return {
        Unfit.NO_YEAR: (_("Vul er ook een jaar bij in."), "year"),
        Unfit.BAD_YEAR: (_("Schrijf het jaar met vier cijfers, zoals 2026."), "year"),
        Unfit.NO_MONTH: (_("Vul bij de dag ook de maand in, of laat de dag leeg."), "month"),
        Unfit.BAD_MONTH: (_("De maand is een getal van 1 tot en met 12."), "month"),
        Unfit.BAD_DAY: (_("Deze dag bestaat niet. Kijk de dag na."), "day"),
    }[unfit]


_READERS: Mapping[FactType, Callable[[Mapping[str, str], str], Any]] = {
    FactType.TEXT: _texts,
    FactType.LINE: _line,
    FactType.URL: _url,
    FactType.YES_NO: _yes_no,
    FactType.NUMBER: _number,
    FactType.MONEY: _money,
    FactType.DATE: _date_in,
}


def wrong_at(fact: Fact, mistake: Mistake) -> str:
    """Return the id on the page of the field where a mistake can be mended."""
    if mistake.at == "how" or not mistake.at:
        by_boxes = fact.type in {FactType.CHOICE, FactType.CHOICES, FactType.YES_NO} or mistake.at == "how"
        return f"{field_of(fact.id, mistake.at)}.1" if by_boxes else field_of(fact.id)
    return field_of(fact.id, mistake.at)
