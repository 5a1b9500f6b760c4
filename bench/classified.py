"""The law over invented facts: one classification, and a whole register after a change of law."""

import datetime as dt
import os
import random
import resource
import uuid
from collections.abc import Iterator
from typing import Any

import orjson
from django.core.management import call_command
from django.db import transaction
from django.db.models import OuterRef, Subquery
from rich.progress import track

from bench.figures import Figure, p50_p95, seconds, show
from bench.records import code_of, records
from kenbaar.assessments.actions.reclassifying import Order, Report, reclassify_all
from kenbaar.assessments.models import StoredConclusion
from kenbaar.journal.many_rows import insert_rows
from kenbaar.law.classifying import classify
from kenbaar.law.compiled import Law
from kenbaar.law.reading import law_book
from kenbaar.law.results import Classification
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actors import OPERATOR
from kenbaar.people.models import Body
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry, EntryVersion
from kenbaar.rules.answers import Answer, Sheet, known
from kenbaar.rules.facts import Fact, FactType, vocabulary
from kenbaar.standards.fields import load_standard
from kenbaar.standards.reading import read
from kenbaar.values import Language

# The amendment of 2026 was known on the second day and not on the first.
BEFORE, AFTER = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
# As nearly everybody answers them; at random, two in three systems would be out of scope.
_USUAL: dict[str, Any] = {"ai_system": "yes", "in_union": True, "exclusions": ["none"]}
_SHARE_WITH_FACTS, _SHARE_ANSWERED = 0.6, 0.6
_BATCH = 1000
_WORKERS = 2


def one_classification() -> None:
    """Measure one classification with its duties and their days, beside reading the same facts from JSON."""
    law = law_book().at(AFTER.date())
    sheets = [law_facts(law, random.Random(number)) for number in range(300)]
    saved = [orjson.dumps(dict(sheet)) for sheet in sheets]
    reading = min(seconds(lambda: [orjson.loads(each) for each in saved]) for _ in range(3)) * 1000 / len(saved)
    median, slow = p50_p95([_milliseconds(law, sheet) for sheet in sheets])
    against = "the same facts, read from JSON"
    loading = seconds(lambda: law_book.__wrapped__().at(AFTER.date())) * 1000
    figures = [
        Figure("one classification with duties, median of 300", median, "ms", "2 ms", reading, against),
        Figure("one classification with duties, 95 % under", slow, "ms", "2 ms", reading, against),
        Figure("read and compile the law", loading, "ms"),
    ]
    show(f"Classifying ({len(law.facts)} facts that decide, {_SHARE_ANSWERED:.0%} of them answered)", figures)


def whole_register(count: int) -> None:
    """Measure a register of invented entries: classified for the first time, after a change of law, and again."""
    call_command("migrate", verbosity=0)
    filling = seconds(lambda: _fill(count))
    first, _ = _run(BEFORE)
    used = _processor_seconds()
    changed, report = _run(AFTER)
    writer, workers = (now - before for now, before in zip(_processor_seconds(), used, strict=True))
    again, nothing = _run(AFTER)
    assert report.done == count and not nothing.done
    memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    figures = [
        Figure(
            f"{count:,} entries after a change of law, {_WORKERS} workers", changed, "s", "180 s", first, "first time"
        ),
        Figure("entries a second", count / changed, ""),
        Figure("processor time of the process that writes", writer, "s", "", changed, "the time it took"),
        Figure("processor time of the workers together", workers, "s", "", changed, "the time it took"),
        Figure("entries with another outcome", report.changed, ""),
        Figure("different conclusions kept", StoredConclusion.objects.count(), ""),
        Figure("the same law once more", again, "s", "", changed, "after the change"),
        Figure("most memory of the process that writes", memory[0], "MB"),
        Figure("most memory of a worker", memory[1], "MB"),
        Figure("(making the entries)", filling, "s"),
    ]
    show(f"A register after a change of law ({_SHARE_WITH_FACTS:.0%} of the entries have facts of law)", figures)


def _processor_seconds() -> tuple[float, float]:
    """Return what this process used, and its workers that have ended: on a busy machine more telling than a clock."""
    now = os.times()
    return now.user + now.system, now.children_user + now.children_system


def law_facts(law: Law, chance: random.Random) -> Sheet:
    """Invent answers to the facts that the law looks at; more of them, and more at odds, than anybody fills in."""
    asked = [fact for fact in vocabulary() if fact.id in law.facts and chance.random() < _SHARE_ANSWERED]
    usual = {fact: known(value) for fact, value in _USUAL.items() if chance.random() < 0.9}
    return Sheet({**{fact.id: _answer(fact, chance) for fact in asked}, **usual})


def _answer(fact: Fact, chance: random.Random) -> Answer:
    ids = [option.id for option in fact.options]
    together = [option.id for option in fact.options if not option.alone]
    match fact.type:
        case FactType.YES_NO:
            return known(chance.random() < 0.5)
        case FactType.CHOICES:
            alone = len(together) < len(ids) and chance.random() < 0.5
            return known([ids[-1]] if alone else chance.sample(together, min(len(together), chance.randint(1, 2))))
        case FactType.CHOICE:
            return known(chance.choice(ids))
        case FactType.DATE:
            return known(f"{chance.randint(2015, 2030)}-{chance.randint(1, 12):02}")
        case _:
            return known(chance.randint(1, 30))


def _milliseconds(law: Law, sheet: Sheet) -> float:
    """Return the best of three: what else the machine does is no matter of ours."""
    return min(seconds(lambda: _with_duties(classify(law, sheet, on=AFTER.date()))) for _ in range(3)) * 1000


def _with_duties(found: Classification) -> Any:
    return found.headline, found.settled, [(duty.shape.id, duty.binds_from) for duty in found.duties]


def _run(now: dt.datetime) -> tuple[float, Report]:
    reports: list[Report] = []
    order = Order(by=OPERATOR, now=now, on=now.date(), workers=_WORKERS)
    return seconds(lambda: reports.append(reclassify_all(order))), reports[0]


def _fill(count: int) -> None:
    record_bodies([BodyFacts("bench", "gemeente", "Bench", "Bench")], by=OPERATOR, now=BEFORE)
    body = Body.objects.get(slug="bench")
    sheets = track(_sheets(count), total=count, description="making entries", transient=True)
    plates, versions = [], []
    for number, sheet in enumerate(sheets):
        plates.append((f"bench-{code_of(number)}", body.pk, State.DRAFT.value))
        versions.append((uuid.uuid4(), 1, dict(sheet), {}, "", sheet.digest(), "bench", BEFORE))
        if len(plates) == _BATCH or number == count - 1:
            _write(plates, versions)
            plates, versions = [], []


def _write(plates: list[Any], versions: list[Any]) -> None:
    with transaction.atomic():
        insert_rows(Entry, ("reference", "body_id", "state"), plates)
        references = [plate[0] for plate in plates]
        ids = dict(Entry.objects.filter(reference__in=references).values_list("reference", "id"))
        columns = ("id", "number", "sheet", "kept", "standard", "digest", "written_by", "written_at", "entry_id")
        rows = [(*version, ids[reference]) for version, reference in zip(versions, references, strict=True)]
        insert_rows(EntryVersion, columns, rows)
        first = EntryVersion.objects.filter(entry=OuterRef("pk")).values("id")[:1]
        Entry.objects.filter(pk__in=ids.values()).update(latest=Subquery(first))


def _sheets(count: int) -> Iterator[Sheet]:
    law, standard = law_book().at(AFTER.date()), load_standard("publicatiestandaard", "1.0")
    chance = random.Random(1)
    for record in records(count):
        public = read(record, standard, Language.NL).sheet
        yield public.with_answers(dict(law_facts(law, chance)) if chance.random() < _SHARE_WITH_FACTS else {})
