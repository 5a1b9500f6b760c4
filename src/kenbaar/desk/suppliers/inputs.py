"""Answers as the fields of a form, and back. Pure: names and texts in, answers out.

A field is called after its fact: `methods.nl` for a text, `source_code` for a line, `data_links.0.title.nl` for a cell.
An honest blank has no field of its own here: it stays until somebody fills in an answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.http import QueryDict

from kenbaar.rules.answers import Answer, AnswerError, check_answer, known
from kenbaar.rules.facts import Fact, FactType
from kenbaar.values import Language

_MOST_ROWS = 1000
_MOST_DIGITS = 16
Inputs = Mapping[str, Sequence[str]]


class WrongInput(ValueError):
    """What was filled in does not fit the fact."""


def inputs_of(fact: Fact, answer: Answer | None) -> dict[str, list[str]]:
    """Return what the fields of a fact hold for an answer."""
    if answer is None or "blank" in answer:
        return {}
    value: Any = answer["value"]
    match fact.type:
        case FactType.TEXT:
            return {f"{fact.id}.{language}": [text] for language, text in value.items()}
        case FactType.CHOICES:
            return {fact.id: list(value)}
        case FactType.YES_NO:
            return {fact.id: ["yes" if value else "no"]}
        case FactType.MONEY:
            return {f"{fact.id}.amount": [value["amount"]], f"{fact.id}.currency": [value["currency"]]}
        case FactType.RECORDS:
            return dict(_cells(fact, value))
        case _:
            return {fact.id: [str(value)]}


def posted_inputs(facts: Sequence[Fact], data: QueryDict) -> dict[str, list[str]]:
    """Return what a browser sent for the fields of these facts."""
    ids = {fact.id for fact in facts}
    return {name: [str(each) for each in data.getlist(name)] for name in data if name.split(".")[0] in ids}


def rows_of(fact: Fact, inputs: Inputs) -> int:
    """Return how many rows of a list are filled in."""
    numbers = [name.split(".")[1] for name in inputs if name.startswith(f"{fact.id}.")]
    return max((int(number) + 1 for number in numbers if number.isdecimal() and len(number) < 4), default=0)


def answer_in(fact: Fact, inputs: Inputs) -> Answer | None:
    """Return the answer that the fields of a fact hold; None when they are empty. Raises WrongInput."""
    value = _value(fact, inputs)
    if value in (None, "", [], {}):
        return None
    answer = known(value)
    try:
        check_answer(fact, answer)
    except AnswerError as error:
        raise WrongInput(str(error)) from error
    return answer


def _value(fact: Fact, inputs: Inputs) -> Any:
    match fact.type:
        case FactType.TEXT:
            return _texts(fact.id, inputs)
        case FactType.CHOICES:
            return [chosen for chosen in inputs.get(fact.id, ()) if chosen]
        case FactType.YES_NO:
            said = _one(fact.id, inputs)
            return {"yes": True, "no": False}.get(said, said)
        case FactType.NUMBER:
            return _number(_one(fact.id, inputs))
        case FactType.MONEY:
            amount, currency = _one(f"{fact.id}.amount", inputs), _one(f"{fact.id}.currency", inputs)
            return {"amount": amount.replace(",", "."), "currency": currency or "EUR"} if amount else None
        case FactType.RECORDS:
            count = min(rows_of(fact, inputs), _MOST_ROWS)
            return [row for number in range(count) if (row := _row(fact, number, inputs))]
        case _:
            return _one(fact.id, inputs)


def _row(fact: Fact, number: int, inputs: Inputs) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for part in fact.parts:
        name = f"{fact.id}.{number}.{part.id}"
        match part.type:
            case FactType.TEXT:
                cell: Any = _texts(name, inputs)
            case FactType.NUMBER:
                cell = _number(_one(name, inputs))
            case _:
                cell = _one(name, inputs)
        if cell not in (None, "", {}):
            row[part.id] = cell
    return row


def _cells(fact: Fact, rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, list[str]]]:
    for number, row in enumerate(rows):
        for part in fact.parts:
            cell, name = row.get(part.id), f"{fact.id}.{number}.{part.id}"
            if isinstance(cell, dict):
                yield from ((f"{name}.{language}", [text]) for language, text in cell.items())
            elif cell is not None:
                yield name, [str(cell)]


def _texts(name: str, inputs: Inputs) -> dict[str, str]:
    texts = {language.value: _one(f"{name}.{language}", inputs) for language in Language}
    return {language: text for language, text in texts.items() if text}


def _one(name: str, inputs: Inputs) -> str:
    values = inputs.get(name) or ("",)
    # A browser sends a line end as two characters.
    return values[0].replace("\r\n", "\n").replace("\x00", "").strip()


def _number(text: str) -> int | str | None:
    if not text:
        return None
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else text
