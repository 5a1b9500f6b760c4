"""What somebody looks over before many entries change: the change itself, or what a file brings."""

from collections import Counter
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language

from kenbaar.desk.inventory.answers import answer_text
from kenbaar.desk.inventory.wording import left_names, what_names
from kenbaar.desk.wording import access_names
from kenbaar.people.actors import Actor
from kenbaar.people.named import name_of_person
from kenbaar.people.queries import names_of
from kenbaar.register.bulk import BulkOrder, Planned, What, order_and_rows
from kenbaar.register.importing.into_drafts import Touched, look_at_prepared
from kenbaar.register.importing.refused_here import LEFT_OUT
from kenbaar.register.importing.report import Repair
from kenbaar.register.models import PreparedChange
from kenbaar.register.queries.bulk import planned_again
from kenbaar.rules.answers import Answer
from kenbaar.rules.facts import vocabulary
from kenbaar.values import Language

_SHOWN = 50
_REPAIRS_SHOWN = 20


def change_looked_over(prepared: PreparedChange, by: Actor) -> dict[str, Any]:
    """Return what a page shows of a change: the first entries with old and new, and how many there are."""
    order, seen, left = order_and_rows(bytes(prepared.content))
    now = timezone.now()
    first = planned_again(by, prepared, [*seen][:_SHOWN], now=now).lines
    left_alone = planned_again(by, prepared, [*left][:_SHOWN], now=now).lines
    language = get_language() or Language.NL
    return {
        "title": vocabulary()[order.fact].label.to(language) if order.fact else what_names()[order.what],
        "new": _new(order, language),
        "lines": [(line, _old(order, line, language)) for line in first],
        "count": len(seen),
        "left": [(line, left[line.id]) for line in left_alone],
        "left_count": len(left),
        "left_by_reason": Counter(left.values()).most_common(),
        "why": left_names(),
        "hands_in": order.what is What.HAND_IN,
    }


def planned_anew(prepared: PreparedChange, by: Actor) -> bytes:
    """Return the same change as things stand now, ready to be kept."""
    _order, seen, left = order_and_rows(bytes(prepared.content))
    return planned_again(by, prepared, [*seen, *left], now=timezone.now()).to_json()


def file_looked_over(prepared: PreparedChange, by: Actor) -> dict[str, Any]:
    """Return what a page shows of a file: counts, what changes of the first entries, and the first repair lines.

    Raises FileRefused.
    """
    touched: list[Touched] = []
    left_out: list[Repair] = []
    others: list[Repair] = []

    def tell(one: Touched) -> None:
        if len(touched) < _SHOWN:
            touched.append(one)

    def note(repair: Repair) -> None:
        lines = left_out if repair.refused or repair.kind in LEFT_OUT else others
        if len(lines) < _REPAIRS_SHOWN:
            lines.append(repair)

    report, form = look_at_prepared(prepared, by=by, now=timezone.now(), repairs=note, changes=tell)
    language = get_language() or Language.NL
    return {
        "report": report,
        "form": form,
        "touched": [(one, _changes(one, language), _labels(one.late, language)) for one in touched],
        # What was not taken over matters most.
        "repairs": [*left_out, *others][:_REPAIRS_SHOWN],
        # A workbook names its columns after the questions.
        "columns": {fact.id: fact.label.to(language) for fact in vocabulary()},
        "repair_count": report.repairs.total(),
    }


def _old(order: BulkOrder, line: Planned, language: str) -> str:
    match order.what:
        case What.FACT:
            return answer_text(order.fact, line.old, language)
        case What.ACCESS:
            return access_names()[line.old]
        case What.OWNER:
            return line.old or ""
        case What.HAND_IN:
            return ""


def _new(order: BulkOrder, language: str) -> str:
    match order.what:
        case What.FACT:
            return answer_text(order.fact, order.answer, language)
        case What.ACCESS:
            return access_names()[order.access]
        case What.OWNER:
            return "".join(names_of([name_of_person(order.owner)]).values()) if order.owner is not None else ""
        case What.HAND_IN:
            return ""


def _changes(one: Touched, language: str) -> list[tuple[str, str, str]]:
    return [
        (vocabulary()[fact].label.to(language), _said(fact, old, language), _said(fact, new, language))
        for fact, old, new in one.changes
    ]


def _labels(facts: tuple[str, ...], language: str) -> list[str]:
    return [vocabulary()[fact].label.to(language) for fact in facts]


def _said(fact: str, answer: Answer | None, language: str) -> str:
    return answer_text(fact, answer, language)
