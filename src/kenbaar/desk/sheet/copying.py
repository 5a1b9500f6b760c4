"""Taking facts over from another entry; each says from then on where it comes from."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from kenbaar.desk.entrance import staff
from kenbaar.desk.entry.rendering import entry_page
from kenbaar.desk.sheet.typed import field_of
from kenbaar.people.actors import Actor
from kenbaar.register.actions.drafting import Change, answer_digest, save_answers
from kenbaar.register.differences import in_words
from kenbaar.register.errors import EntryNotFound, NotAllowed
from kenbaar.register.policies import may_write
from kenbaar.register.queries.copying import entries_to_copy_from
from kenbaar.register.queries.working import WorkingCopy, working_copy
from kenbaar.rules.facts import Fact, vocabulary
from kenbaar.rules.filling import FillingSection, filling

_MOST_FOUND = 20
_LONGEST = 100
# These say which entry it is, so that no other entry has the same.
_OWN = frozenset({"name", "source_id", "record_uuid", "source_registration", "record_language"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A fact that the other entry answers otherwise. `here` is what this entry says, and `seen` its digest."""

    fact: Fact
    there: str
    here: str
    seen: str
    proposed: bool


@staff
@require_http_methods(["GET", "HEAD", "POST"])
def take_over(request: HttpRequest, *, by: Actor, reference: str) -> HttpResponse:
    """Choose another entry and the facts to take over from it; with POST, take them over."""
    copy = working_copy(by, reference)
    if not may_write(by, copy.entry.body.slug):
        raise NotAllowed(reference, "write")
    sent = request.POST if request.method == "POST" else request.GET
    other = _other(by, copy, sent.get("van", ""))
    if request.method == "POST" and other is not None:
        chosen = [fact for fact in request.POST.getlist("fact") if fact in other.sheet and fact in vocabulary()]
        source = f"entry {other.entry.reference}"
        changes = [
            Change(fact, other.sheet[fact], request.POST.get(field_of(fact, "seen"), ""), source) for fact in chosen
        ]
        if changes:
            save_answers(reference, changes, by=by, now=timezone.now())
        return redirect("desk:fill", reference=reference)
    words = sent.get("q", "").strip()[:_LONGEST]
    found = entries_to_copy_from(by, words, beside=copy.entry, limit=_MOST_FOUND) if words else []
    context: dict[str, Any] = {
        "other": other,
        "offered": _offered(copy, other, get_language() or "nl") if other else [],
        "words": words,
        "found": found,
        "not_there": bool(sent.get("van")) and other is None,
    }
    return entry_page(request, "sheet/take_over", copy.entry, by=by, tab="desk:fill", **context)


def _other(by: Actor, copy: WorkingCopy, reference: str) -> WorkingCopy | None:
    if not reference or reference == copy.entry.reference:
        return None
    try:
        return working_copy(by, reference[:_LONGEST])
    except EntryNotFound:
        return None


def _offered(copy: WorkingCopy, other: WorkingCopy, language: str) -> list[tuple[FillingSection, list[Offered]]]:
    found = []
    for section in filling().sections:
        offers = [
            Offered(
                fact=fact,
                there=_said(fact, other, language),
                here=_said(fact, copy, language),
                seen=answer_digest(copy.sheet.get(fact.id)),
                proposed=fact.id not in copy.sheet and fact.id not in _OWN,
            )
            for fact in (vocabulary()[fact_id] for fact_id in section.all_facts)
            if fact.id in other.sheet and other.sheet[fact.id] != copy.sheet.get(fact.id)
        ]
        if offers:
            found.append((section, offers))
    return found


def _said(fact: Fact, copy: WorkingCopy, language: str) -> str:
    answer = copy.sheet.get(fact.id)
    return in_words(fact, answer, language) or in_words(fact, answer, "nl") or in_words(fact, answer, "en")
