"""Bringing in files of templates, and the organisations that keep them."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actors import Actor
from kenbaar.people.models import COMPANY, Body
from kenbaar.register.importing.bodies import facts_of, matcher
from kenbaar.standards.files.refusals import shown
from kenbaar.standards.files.rows import SourceRow
from kenbaar.suppliers.actions.templates import Outcome, put_template
from kenbaar.suppliers.errors import NotAllowed
from kenbaar.suppliers.events import TEMPLATES_IMPORTED
from kenbaar.suppliers.policies import may_keep
from kenbaar.suppliers.reading import ReadTemplate, address_of, read_templates


@dataclass(frozen=True, slots=True)
class ImportedTemplate:
    """A record of a file and what became of it; `outcome` is None where it was refused."""

    read: ReadTemplate
    outcome: Outcome | None


@dataclass(slots=True)
class TemplatesReport:
    """What an import of templates did, record by record."""

    templates: list[ImportedTemplate] = field(default_factory=list)

    def as_details(self) -> dict[str, int]:
        """Return the counts for the journal."""
        outcomes = [each.outcome for each in self.templates]
        return {
            **{outcome.value: outcomes.count(outcome) for outcome in Outcome},
            "refused": outcomes.count(None),
        }


@transaction.atomic
def import_templates(
    rows: Iterable[SourceRow], keeper: Body, *, source: str, by: Actor, now: dt.datetime, dry_run: bool = False
) -> TemplatesReport:
    """Bring in the templates of a file, all that can be read. A dry run does everything and lets nothing stand.

    Raises NotAllowed, and FileRefused from `rows` when the file breaks halfway.
    """
    if not may_keep(by, keeper.slug):
        raise NotAllowed(keeper.slug)
    report = TemplatesReport()
    for read in read_templates(rows):
        outcome = None
        if read.refusal is None:
            _template, outcome = put_template(keeper, read.slug, read.content, by=by, now=now)
        report.templates.append(ImportedTemplate(read, outcome))
    details = {"keeper": keeper.slug, **report.as_details()}
    write_line(Deed(TEMPLATES_IMPORTED, shown(source), details), by=by.name, now=now)
    if dry_run:
        transaction.set_rollback(True)
    return report


@transaction.atomic
def record_keeper(name: str, *, by: Actor, now: dt.datetime) -> Body:
    """Return the organisation with this name or slug; one that nobody knows is recorded as a company.

    Raises NotAllowed for anybody but an operator.
    """
    if not by.operator:
        raise NotAllowed(name)
    there = Body.objects.filter(slug=name).first() or Body.objects.filter(name_nl=name).first()
    if there is not None:
        return there
    known = matcher().match(name).organisation
    slug = known.slug if known else address_of(name)
    there = Body.objects.filter(slug=slug).first()
    if there is not None:
        return there
    facts = facts_of(known) if known else BodyFacts(slug=slug, type=COMPANY, name_nl=name[:250], name_en=name[:250])
    record_bodies([facts], by=by, now=now)
    return Body.objects.get(slug=slug)
