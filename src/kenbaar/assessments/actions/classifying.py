"""Classifying one entry, when somebody asks."""

import datetime as dt

from django.db import transaction

from kenbaar.assessments.asking import law_asked
from kenbaar.assessments.computing import Concluder
from kenbaar.assessments.errors import FactsNotReadable, NothingToClassify
from kenbaar.assessments.events import ENTRY_CLASSIFIED
from kenbaar.assessments.models import Classification
from kenbaar.assessments.policies import may_classify
from kenbaar.assessments.storing import Drawn, store
from kenbaar.assessments.waiting import Waiting, newest
from kenbaar.journal.actions import Deed, write_line
from kenbaar.law.reading import LawBook
from kenbaar.people.actors import Actor
from kenbaar.register.actions.writing import locked_entry
from kenbaar.register.errors import NotAllowed
from kenbaar.register.models import Entry
from kenbaar.register.queries.working import need_sight


@transaction.atomic
def classify_entry(
    reference: str, *, by: Actor, now: dt.datetime, on: dt.date, book: LawBook | None = None
) -> Classification:
    """Classify the latest version of an entry by the law as it is known now; done already, it changes nothing.

    Raises EntryNotFound, NotAllowed, NothingToClassify or FactsNotReadable.
    """
    entry = locked_entry(reference)
    need_sight(by, entry)
    if not may_classify(by, entry.body.slug):
        raise NotAllowed(reference, "classify")
    return classify_latest(entry, by=by, now=now, on=on, book=book)


def classify_latest(
    entry: Entry, *, by: Actor, now: dt.datetime, on: dt.date, book: LawBook | None = None
) -> Classification:
    """Classify the latest version of a locked entry, inside the deed that asks for it: handing it in does so too.

    Raises NothingToClassify or FactsNotReadable.
    """
    reference, version = entry.reference, entry.latest
    if version is None:
        raise NothingToClassify(reference)
    law, asked = law_asked(book, by=by, now=now, on=on)
    concluded = Concluder(law).conclude(version.answers())
    if concluded.conclusion is None:
        raise FactsNotReadable(reference, concluded.problems)
    waiting = Waiting(version.id, entry.pk, version.number, reference, entry.body.slug, b"")
    if store([Drawn(waiting, concluded.facts_digest, concluded.conclusion)], asked).count:
        details = {"version": version.number, "class": concluded.conclusion.class_id, **asked.details}
        write_line(Deed(ENTRY_CLASSIFIED, reference, details), by=by.name, now=now)
    return newest().select_related("conclusion").get(version=version)
