"""Fact sheets as people hand them over: facts by id, the file of the guided check, or a record of our own export."""

from typing import Any

from kenbaar.law.requesting import Asked, asked_of
from kenbaar.rules.answers import Sheet
from kenbaar.rules.fact_files import read_facts
from kenbaar.rules.facts import vocabulary
from kenbaar.rules.loose import FactProblem, FactsRefused
from kenbaar.values import Language


def asked_in(content: bytes, *, name: str, language: Language) -> Asked:
    """Return what a file asks; `language` is that of the texts in a record of an export. Raises FactsRefused."""
    raw = read_facts(content, name=name)
    return Asked(_of_record(raw, language)) if _is_record(raw) else asked_of(raw, vocabulary())


def _is_record(raw: Any) -> bool:
    return isinstance(raw, dict) and "algorithm_id" in raw and "facts" not in raw


def _of_record(record: dict[str, Any], language: Language) -> Sheet:
    from kenbaar.law.reading import law_book  # noqa: PLC0415  # only a record of an export needs the standards
    from kenbaar.standards.fields import load_standard  # noqa: PLC0415
    from kenbaar.standards.own import OWN  # noqa: PLC0415
    from kenbaar.standards.reading import read  # noqa: PLC0415

    reading = read({str(key): value for key, value in record.items()}, load_standard(*OWN), language)
    looked_at = law_book().latest.facts
    problems = [
        FactProblem(found.field, f"{found.message.to(language)} {found.remedy.to(language)}")
        for found in reading.findings
        if found.field in looked_at and found.field not in reading.sheet
    ]
    if problems:
        raise FactsRefused(problems)
    return reading.sheet
