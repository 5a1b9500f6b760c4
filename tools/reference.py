"""Write what the reference says of the content: `python -m tools.reference`; a test fails when it is stale.

`docs/reference/facts.md`, `notice-fields.md` and `notice-check.schema.json` are made as a whole, of `classification.md`
and `letters.md` the part below the mark.
`docs/reference/openapi.json` is the API as its code describes it: a change of it is a change for everybody who uses it,
so it is looked at in the history like any other text.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from pydantic import TypeAdapter

from kenbaar.decisions.describing import DescribedLetter, DescribedProfile
from kenbaar.decisions.telling import PLACINGS
from kenbaar.law.compiled import Law
from kenbaar.law.notice_shapes import Asked
from kenbaar.law.reading import law_book
from kenbaar.law.shapes import Assumption
from kenbaar.law.term_shapes import RequestTerm, Span
from kenbaar.letters.templates import PLACEHOLDERS, templates
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.rules.questionnaire_files import questionnaires

_REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
PAGE = _REFERENCE / "facts.md"
CLASSIFICATION = _REFERENCE / "classification.md"
LETTERS = _REFERENCE / "letters.md"
OPENAPI = _REFERENCE / "openapi.json"
NOTICE_FIELDS = _REFERENCE / "notice-fields.md"
NOTICE_SCHEMA = _REFERENCE / "notice-check.schema.json"
MARK = "<!-- From here on made from the content by `python -m tools.reference`. -->\n"
_MOST_NAMED = 8
_SCOPE = ("ai_system", "in_union", "exclusions", "other_use", "real_world_test")
CHECK = ("ai-act-check", "2")

INTRODUCTION = Path(__file__).with_name("facts-introduction.md").read_text() + "\n"
FIELDS_INTRODUCTION = """# Fields of a notice

Made from the content by `python -m tools.reference`. Which law asks for which field of a notice, where it may stand,
what it means when it lacks, and where Kenbaar shows it. *Policy* is what no statute asks for. An article is as sure as
the last column says: read in the text (verified), in a secondary source, or not verified.

The places: `mention` is the decision itself, `linked` a page to which it leads, `on_request` the answer to somebody who
asks, `public` a publication, `beforehand` before the decision, `records` what the body keeps. One is enough. The
mention of Kenbaar stands in the decision and leads to its explanation. See [description of a notice](notice-format.md).
"""


def page() -> str:
    """Return the page."""
    law = law_book().latest
    taken: dict[str, list[Assumption]] = {}
    for assumption in law.assumptions:
        taken.setdefault(assumption.fact, []).append(assumption)
    return INTRODUCTION + "\n".join([*_order(law), *_sections(law, taken)]) + "\n"


def classification() -> str:
    """Return the page about what a classification says: what people wrote, and the ids below the mark."""
    return CLASSIFICATION.read_text().split(MARK)[0] + MARK + "\n" + "\n".join(_ids()) + "\n"


def letters() -> str:
    """Return the page about letters: what people wrote, and below the mark what a body can say in its own words."""
    return LETTERS.read_text().split(MARK)[0] + MARK + "\n" + "\n".join(_own_words()) + "\n"


def notice_fields() -> str:
    """Return the page about which law asks for which field of a notice, and where Kenbaar shows it."""
    law = law_book().latest
    rows = (
        (
            f"`{each.field.id}`",
            each.field.label.en,
            each.field.level,
            law.regimes[each.shape.regime].label.en,
            each.shape.status,
            each.shape.article,
            "anywhere" if each.shape.status is Asked.POLICY else ", ".join(each.shape.told_in),
            each.shape.missing + (" (conditional)" if each.shape.conditional else ""),
            each.shape.withheld_by,
            ", ".join(PLACINGS[each.field.id].places),
            each.shape.confidence,
        )
        for each in sorted(law.statuses, key=lambda status: status.field.id)
    )
    headings = ("Field", "What", "Level", "Law", "Status", "Article", "May stand", "If it lacks", "Can be withheld by")
    table = _table((*headings, "Kenbaar shows it", "Confidence"), rows)
    return FIELDS_INTRODUCTION + "\n" + "\n".join((*table, *_request_terms(law)))


def _request_terms(law: Law) -> Iterator[str]:
    yield "## How soon a request is answered\n"
    yield (
        "Counted on the calendar as each law counts: a last day that is no working day moves on where that law says "
        "so, and which days are free stands in `content/law/calendars.yaml`. A term that is *disputed* or "
        "*conditional* is shown and not gone by. Where a law sets no term, that is told.\n"
    )
    yield from _table(
        ("Id", "Law", "Request", "Article", "Within", "Extension", "Then", "Remarks", "Confidence"),
        (
            (
                f"`{shape.id}`",
                law.regimes[shape.regime].label.en,
                ", ".join(shape.requests),
                shape.article,
                _span(shape.within) or "no term in the text",
                _span(shape.extension),
                f"{shape.after.label.en}: {_span(shape.after.within)} ({shape.after.article})" if shape.after else "",
                "; ".join(_remarks(shape)),
                shape.confidence,
            )
            for shape in (each.shape for each in law.request_terms)
        ),
    )


def _span(span: Span | None) -> str:
    if span is None:
        return ""
    return f"{span.count} {span.unit if span.count > 1 else span.unit.removesuffix('s')}"


def _remarks(shape: RequestTerm) -> Iterator[str]:
    if shape.silence_refuses:
        yield "silence refuses"
    if shape.contested:
        yield "disputed: " + " / ".join(each.text.en for each in shape.contested.readings)
    if shape.conditional:
        yield "conditional"
    if shape.note:
        yield shape.note.en


def notice_schema() -> str:
    """Return the JSON Schema of a description of a notice."""
    either = TypeAdapter(DescribedLetter | DescribedProfile)
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **either.json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def openapi() -> str:
    """Return the description of the API for machines. Django must have been set up."""
    from kenbaar.api.main import api  # noqa: PLC0415  # it asks for settings, the other pages do not

    document = api.get_openapi_schema(path_prefix="/api/v1/")
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _ids() -> Iterator[str]:
    law = law_book().latest
    yield "## Every outcome\n"
    scope = ", ".join(f"[`{fact}`](facts.md#{fact})" for fact in _SCOPE)
    yield f"*Scope* stands for the facts that nearly everything looks at: {scope}.\n"
    outcomes = ((each.shape, _looks_at(each.when.facts)) for each in law.outcomes)
    yield from _table(
        ("Id", "Kind", "Meaning", "Betekenis", "Articles", "Looks at"),
        (
            (f"`{shape.id}`", shape.kind, shape.label.en, shape.label.nl, ", ".join(shape.articles), facts)
            for shape, facts in outcomes
        ),
    )
    yield "## Every duty\n"
    yield from _table(
        ("Id", "Law", "Article", "Duty", "Plicht"),
        (
            (f"`{each.shape.id}`", f"`{each.shape.law}`", each.shape.article, each.shape.label.en, each.shape.label.nl)
            for each in law.duties
        ),
    )
    yield from _notices(law)
    yield "## Laws, regimes and fines\n"
    yield from _table(("Id", "What it is"), _others(law))


def _notices(law: Law) -> Iterator[str]:
    yield "## Every field of a notice\n"
    says: dict[str, dict[str, None]] = {}
    for each in law.statuses:
        says.setdefault(each.field.id, {})[f"{each.shape.regime} {each.shape.status}"] = None
    fields = {each.field.id: each.field for each in law.statuses}
    yield from _table(
        ("Field", "Level", "Meaning", "Betekenis", "Says who"),
        (
            (f"`{field.id}`", field.level, field.label.en, field.label.nl, ", ".join(says[field.id]))
            for _id, field in sorted(fields.items())
        ),
    )


def _others(law: Law) -> Iterator[tuple[str, str]]:
    for act in law.acts.values():
        yield f"`{act.id}`", f"law: {act.title.en} ({act.citation})"
    for regime in law.regimes.values():
        yield f"`{regime.id}`", f"regime: {regime.label.en}"
    for fine in law.fines.values():
        yield f"`{fine.shape.id}`", f"fine: {fine.shape.label.en}, article {fine.shape.article}"


def _own_words() -> Iterator[str]:
    yield "## Placeholders of every slot\n"
    yield from _table(
        ("Placeholder", "What stands there"), ((f"`{{{name}}}`", what) for name, what in PLACEHOLDERS.items())
    )
    for name, each in templates().items():
        yield f"## Slots of `{name}`\n"
        yield from _table(
            ("Slot", "At most", "Has to hold", "Can hold as well", "What Kenbaar says there (nl)"),
            (
                (
                    f"`{slot}`",
                    f"{shape.own.most} characters",
                    ", ".join(f"`{{{need}}}`" for need in shape.own.needs),
                    ", ".join(f"`{{{can}}}`" for can in sorted(each.allowed(slot) - {*PLACEHOLDERS, *shape.own.needs})),
                    shape.nl or "nothing",
                )
                for slot, shape in each.slots.items()
                if shape.own
            ),
        )


def _looks_at(facts: frozenset[str]) -> str:
    whole = facts.issuperset(_SCOPE)
    named = [f"`{fact.id}`" for fact in vocabulary() if fact.id in facts and not (whole and fact.id in _SCOPE)]
    return ", ".join(["*scope*", *named] if whole else named)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(headings)} |"
    yield "|" + "---|" * len(headings)
    yield from (f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows)
    yield ""


def _order(law: Law) -> Iterator[str]:
    asked_for = questionnaires()[CHECK].questions
    for number, each in enumerate(questionnaires()[CHECK].pages, 1):
        asked = ", ".join(f"[`{question.id}`](#{question.id})" for question in each.questions)
        yield f"{number}. {each.texts['en']}: {asked}"
    others = ", ".join(f"[`{fact.id}`](#{fact.id})" for fact in vocabulary() if fact.id in law.facts - set(asked_for))
    yield f"\nThe guided check does not ask for these; some duties, notices and fines look at them: {others}\n"


def _sections(law: Law, taken: dict[str, list[Assumption]]) -> Iterator[str]:
    for section in vocabulary().sections:
        facts = [fact for fact in section.facts if fact.id in law.facts]
        if facts:
            yield f"## {section.label.en}\n"
            for fact in facts:
                yield from _fact(fact, taken.get(fact.id, []))
                yield f"{_matters_for(fact.id, law)}\n"
                if fact.options:
                    yield from _options(fact)


def _matters_for(fact_id: str, law: Law) -> str:
    """Say which outcomes look at a fact, and how many duties and fields of a notice."""
    outcomes = [f"`{each.shape.id}`" for each in law.outcomes if fact_id in each.when.facts]
    more = f" and {len(outcomes) - _MOST_NAMED} more" if len(outcomes) > _MOST_NAMED else ""
    parts = [", ".join(outcomes[:_MOST_NAMED]) + more] if outcomes else []
    counts = (
        (sum(fact_id in each.when.facts for each in law.duties), "duty", "duties"),
        (
            len({each.field.id for each in law.statuses if fact_id in each.when.facts}),
            "field of a notice",
            "fields of a notice",
        ),
    )
    parts += [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    return f"Matters for: {'; '.join(parts) if parts else 'from when duties bind, or what a breach costs'}."


def _fact(fact: Fact, assumptions: list[Assumption]) -> Iterator[str]:
    unit = f", in {fact.unit.en}" if fact.unit else ""
    yield f"### {fact.id}\n"
    yield f"{fact.type}{unit} · {fact.source}\n"
    yield f"**{fact.label.en}** {fact.help.en}\n"
    yield f"**{fact.label.nl}** {fact.help.nl}\n"
    for each in assumptions:
        given = f"`{each.given}` is {'given' if each.given_value is None else f'`{_value(each.given_value)}`'}"
        value = f"the same as `{each.like}`" if each.like else f"`{_value(each.value)}`"
        yield f"Assumed when left out{f', once {given}' if each.given else ''}: {value}.\n"


def _options(fact: Fact) -> Iterator[str]:
    yield "| Option | Meaning | Betekenis | Provision |"
    yield "|---|---|---|---|"
    for option in fact.options:
        alone = " (stands alone)" if option.alone else ""
        english = f"{option.label.en}. {option.help.en}" if option.help else option.label.en
        dutch = f"{option.label.nl}. {option.help.nl}" if option.help else option.label.nl
        yield f"| `{option.id}`{alone} | {english} | {dutch} | {option.provision} |"
    yield ""


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def main() -> None:
    """Write the pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kenbaar.site.settings")
    django.setup()
    for path, text in (
        (PAGE, page()),
        (CLASSIFICATION, classification()),
        (LETTERS, letters()),
        (NOTICE_FIELDS, notice_fields()),
        (NOTICE_SCHEMA, notice_schema()),
        (OPENAPI, openapi()),
    ):
        path.write_text(text)
        sys.stdout.write(f"{path.name} is written\n")


if __name__ == "__main__":
    main()
