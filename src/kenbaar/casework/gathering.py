"""Gathering what the gate looks at, from the database and the law."""

import datetime as dt
from dataclasses import replace
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from kenbaar.casework.gate import AtTheGate, Gate, LawSaid, gate
from kenbaar.casework.models import Comment, Review, ReviewRules
from kenbaar.casework.queries.links import dead_links
from kenbaar.law.classifying import classify
from kenbaar.law.compiled import Law
from kenbaar.law.reading import law_book
from kenbaar.law.results import FRIA
from kenbaar.notices.queries.profiles import standing_of
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import Access
from kenbaar.register.models import Entry
from kenbaar.register.public import naming_its_body
from kenbaar.rules.answers import Sheet, check_sheet
from kenbaar.rules.facts import vocabulary


def gate_of(entry: Entry, sheet: Sheet, *, now: dt.datetime, conflicts: int = 0, with_central: bool = False) -> Gate:
    """Return what stands between these facts of an entry and their publication.

    `with_central` counts what a central reviewer called blocking as well: it is theirs to lift, after the body.
    """
    named = naming_its_body(sheet, entry.body.name)
    rules = rules_of(entry.body)
    blocking = Comment.objects.filter(entry=entry, blocking=True, resolved_at=None)
    seen = AtTheGate(
        sheet=named,
        law=law_said(sheet, now=now),
        access=Access(entry.access),
        conflicts=conflicts,
        blocking=(blocking if with_central else blocking.filter(shared=False)).count(),
        asked_by_body=tuple(rules.required_facts),
        dead_links=dead_links(sheet),
        notice=standing_of(entry, sheet),
    )
    return gate(seen)


def rules_of(body: Body) -> ReviewRules:
    """Return what a body asks for; the usual, as long as nobody chose."""
    return ReviewRules.objects.filter(body=body).first() or ReviewRules(body=body)


def needs_central_check(body: Body) -> bool:
    """Say whether a central reviewer checks what this body publishes: where the register or the body wants it."""
    return bool(settings.CENTRAL_CHECK) or rules_of(body).central_check


def law_said(sheet: Sheet, *, now: dt.datetime) -> LawSaid:
    """Ask the law engine about a sheet. Facts that do not fit the vocabulary any more say nothing."""
    law = _law_for_the_gate(timezone.localdate(now))
    asked = {fact: answer for fact, answer in sheet.items() if fact in law.facts}
    if check_sheet(asked, vocabulary()):
        return LawSaid()
    found = classify(law, Sheet(asked), on=timezone.localdate(now))
    return LawSaid(
        class_id=found.headline.shape.id if found.headline else "",
        settled=found.settled,
        fria=found.needed(FRIA).verdict,
        contradictions=tuple((tuple(each.facts), each.text) for each in found.contradictions),
    )


@lru_cache(2)
def _law_for_the_gate(known: dt.date) -> Law:
    # Duties, fines and notices are not for the gate, and asking for them takes most of the time.
    return replace(law_book().at(known), duties=(), fines={}, statuses=())


def final_gate(review: Review, *, now: dt.datetime) -> Gate:
    """Return the gate as it stands at the moment of publication itself."""
    return gate_of(review.entry, review.version.answers(), now=now, with_central=review.needs_central)
