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
    body = entry.body.slug
    if not may_classify(by, body):
        raise NotAllowed(reference, "classify")
    version = entry.latest
    if version is None:
        raise NothingToClassify(reference)
    law, asked = law_asked(book, by=by, now=now, on=on)
    sheet = version.answers()
    concluded = Concluder(law).conclude(sheet)
    if concluded.conclusion is None:
        raise FactsNotReadable(reference, concluded.problems)
    waiting = Waiting(version.id, entry.pk, version.number, reference, body, b"")
    if store([Drawn(waiting, concluded.facts_digest, concluded.conclusion)], asked).count:
        details = {"version": version.number, "class": concluded.conclusion.class_id, **asked.details}
        write_line(Deed(ENTRY_CLASSIFIED, reference, details), by=by.name, now=now)
    return newest().select_related("conclusion").get(version=version)
