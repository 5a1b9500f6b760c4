"""Write `docs/reference/facts.md` from the content: `python -m tools.reference`; a test fails when it is stale."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kenbaar.law.reading import law_book
from kenbaar.law.shapes import Assumption
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.rules.questionnaire_files import questionnaires

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "facts.md"
CHECK = ("ai-act-check", "1")

INTRODUCTION = """# Facts that the law reads

This page is made from `src/kenbaar/content/vocabulary/` by `python -m tools.reference`: change that, not the page.

A sheet of facts is a mapping of ids to values, in YAML or JSON, bare (`ai_system: yes`) or below a key `facts`. Use the
ids on this page; an id that does not exist is refused, with the one that comes nearest.

| Type | How it is written | Example |
|---|---|---|
| choice | one option | `automation: sole` |
| choices | a list of options, each once; "none of these" stands alone | `annex_iii: [5a]` |
| yes_no | `yes` or `no` (`true` or `false` in JSON) | `profiling: no` |
| date | a day, a month or a year | `start_date: 2024-03` |
| number | a whole number in the unit that is named | `training_compute: 12000` |

**A fact that is left out is not "no".** It is unknown, and everything that hangs on it stays open. Say `unknown` if you
looked and do not know. Other honest blanks are `{blank: not_applicable, reason: {nl: ..., en: ...}}` and
`{blank: not_yet, expected: 2027-01}`; for the law they are unknown as well.

**What is assumed.** Some facts are nearly always the same: no exclusion applies, nobody put another name on it. As
long as they are left out, the law goes by the value under "assumed", and calls the outcome `assumed` instead of
`certain`. Give them to be sure.

**YAML.** `yes` and `no` without quotes are truth values; that is understood for choices too. Options that look like a
number (`2`) are understood with and without quotes.

## What a certain answer needs

In this order; later ones only where the earlier leave them open. Fewer facts give an answer too, with what is missing.

"""


def page() -> str:
    """Return the page."""
    law = law_book().at(law_book().days[-1])
    taken: dict[str, list[Assumption]] = {}
    for assumption in law.assumptions:
        taken.setdefault(assumption.fact, []).append(assumption)
    return INTRODUCTION + "\n".join([*_order(), *_sections(law.facts, taken)]) + "\n"


def _order() -> Iterator[str]:
    for number, each in enumerate(questionnaires()[CHECK].pages, 1):
        asked = ", ".join(f"[`{question.id}`](#{question.id})" for question in each.questions)
        yield f"{number}. {each.texts['en']}: {asked}"
    yield ""


def _sections(read: frozenset[str], taken: dict[str, list[Assumption]]) -> Iterator[str]:
    for section in vocabulary().sections:
        facts = [fact for fact in section.facts if fact.id in read]
        if facts:
            yield f"## {section.label.en}\n"
            for fact in facts:
                yield from _fact(fact, taken.get(fact.id, []))


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
    if fact.options:
        yield from _options(fact)


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
    """Write the page."""
    PAGE.write_text(page())
    sys.stdout.write(f"{PAGE.name} is written\n")


if __name__ == "__main__":
    main()
