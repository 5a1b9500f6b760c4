"""A section of a template as questions of the sheet, and what its form changes."""

from collections.abc import Collection, Mapping, Sequence

from django.http import QueryDict

from kenbaar.desk.sheet.asked import Asked, asked_of, status_of
from kenbaar.desk.sheet.reading import Mistake
from kenbaar.desk.sheet.saving import Reading, Wrong, reading_of
from kenbaar.desk.sheet.typed import field_of, typed_in
from kenbaar.desk.suppliers.wording import gap
from kenbaar.rules.answers import Answer, Sheet, known
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.suppliers.fitting import has_gap


def section_read(facts: Sequence[Fact], sheet: Sheet, form: QueryDict) -> Reading:
    """Read the form of a section. A text that leaves something open for the customer cannot be saved."""
    reading = reading_of(sheet, [fact.id for fact in facts], form)
    for change in reading.changes:
        if change.answer is not None and has_gap(change.fact, change.answer):
            fact = vocabulary()[change.fact]
            mistake = Mistake(gap(), _gap_at(fact, change.answer))
            reading.wrong[fact.id] = Wrong(typed_in(fact, form), change.seen, mistake)
    return reading


def questions_of(
    facts: Sequence[Fact],
    sheet: Sheet,
    *,
    language: str,
    form: QueryDict | None = None,
    wrong: Mapping[str, Wrong] | None = None,
    late: Collection[str] = (),
    more_rows: str = "",
) -> list[Asked]:
    """Return the questions of a section. `form` is one that came back and was not saved: its words stay.

    `late` are facts that a colleague changed meanwhile: whoever saves again has seen what they wrote.
    """
    found = []
    for fact in facts:
        answer, back = sheet.get(fact.id), (wrong or {}).get(fact.id)
        seen = form.get(field_of(fact.id, "seen")) if form is not None and fact.id not in late else None
        mistake = back.mistake if back else None
        found.append(
            asked_of(
                fact,
                answer,
                status_of(fact, answer, language=language, seen=seen, mistake=mistake),
                language=language,
                typed=typed_in(fact, form) if form is not None else None,
                more_rows=int(fact.id == more_rows),
            )
        )
    return found


def _gap_at(fact: Fact, answer: Answer) -> str:
    """Return the language of the text with the gap, nothing for a line."""
    texts = answer["value"] if fact.type is FactType.TEXT else {}
    return next((language for language, text in texts.items() if has_gap(fact.id, known({language: text}))), "")
