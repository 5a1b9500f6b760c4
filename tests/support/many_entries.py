"""Thousands of entries in one body, as an inventory of years has them: most are public, some are being made or edited.

They come in through the importer, so that every table is as it is in real life.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import islice

from django.db import transaction

from bench.records import records
from kenbaar.people.actors import OPERATOR, Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.drafting import Change
from kenbaar.register.drafts_of_many import DraftsOfMany, working_of
from kenbaar.register.importing.into_drafts import DraftOrder, import_into_drafts
from kenbaar.register.importing.running import ImportOrder, import_rows
from kenbaar.register.models import Entry
from kenbaar.rules.answers import known
from kenbaar.standards.files.rows import Place, SourceRow, Unit


def fill(body: Body, count: int = 5000, *, now: dt.datetime, by: Actor = OPERATOR) -> None:
    """Give a body so many entries: of ten, eight are public, two are in the making, and one public one has a draft."""
    rows = _rows(body, count)
    public = ImportOrder("many.csv", by=OPERATOR, now=now)
    import_rows(islice(rows, count * 8 // 10), public, repairs=lambda _repair: None)
    import_into_drafts(rows, DraftOrder(body, "many.csv", by, now), repairs=lambda _repair: None)
    edited = Entry.objects.filter(body=body, published__isnull=False).order_by("pk")[: count // 10].values("pk")
    with transaction.atomic():
        drafts = DraftsOfMany(by=by, now=now)
        for working in working_of(Entry.objects.filter(pk__in=list(edited.values_list("pk", flat=True)))):
            drafts.change(working, [Change("responsible_role", known("Hoofd dienstverlening"), "")])
        drafts.write()


def _rows(body: Body, count: int) -> Iterator[SourceRow]:
    for number, record in enumerate(records(count), start=1):
        yield SourceRow(number, Place(Unit.ROW, number + 1), {**record, "organization": body.name_nl})
