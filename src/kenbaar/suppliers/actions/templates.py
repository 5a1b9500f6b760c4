"""Keeping templates: a new one, a change of one, and the end of one."""

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from django.db import transaction

from kenbaar.journal.actions import Deed, write_line
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.actions.drafting import Change, sorted_changes
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.errors import ChangedMeanwhile, NameTaken, NotAllowed, TemplateNotFound, TemplateRefused
from kenbaar.suppliers.events import TEMPLATE_ADDED, TEMPLATE_CHANGED, TEMPLATE_RETIRED
from kenbaar.suppliers.models import Template, TemplateVersion
from kenbaar.suppliers.policies import may_keep
from kenbaar.suppliers.queries.templates import latest_of


class Outcome(StrEnum):
    """What became of a template that was handed over whole."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@transaction.atomic
def add_template(keeper: Body, slug: str, content: Content, *, by: Actor, now: dt.datetime) -> Template:
    """Make a template with its first version. Raises NotAllowed, TemplateRefused or NameTaken."""
    _need_keeper(by, keeper.slug)
    template, made = Template.objects.get_or_create(keeper=keeper, slug=slug)
    if not made:
        raise NameTaken(keeper.slug, slug)
    write_line(Deed(TEMPLATE_ADDED, str(template), _named(template)), by=by.name, now=now)
    _append(template, content, by=by, now=now)
    return template


@transaction.atomic
def change_template(
    keeper: str,
    slug: str,
    changes: Sequence[Change],
    *,
    by: Actor,
    now: dt.datetime,
) -> TemplateVersion:
    """Give a template its next version, with these changes of what the writer had before them.

    Who changed one of the same facts since then does not lose their words: nothing is saved. The same again gives the
    version that is there. Raises TemplateNotFound, NotAllowed, ChangedMeanwhile or TemplateRefused.
    """
    _need_keeper(by, keeper)
    template = _locked(keeper, slug)
    latest = latest_of(template)
    sheet = latest.answers()
    taken, late = sorted_changes(sheet, changes)
    if late:
        raise ChangedMeanwhile(keeper, slug, [change.fact for change in late])
    answers = {fact: change.answer for fact, change in taken.items()}
    content = Content(sheet.with_answers(answers), latest.kept, latest.standard, template.product)
    return _append(template, content, by=by, now=now)


@transaction.atomic
def put_template(keeper: Body, slug: str, content: Content, *, by: Actor, now: dt.datetime) -> tuple[Template, Outcome]:
    """Have a template say exactly this, whether it is there or not. Raises NotAllowed or TemplateRefused."""
    _need_keeper(by, keeper.slug)
    if not Template.objects.filter(keeper=keeper, slug=slug).exists():
        return add_template(keeper, slug, content, by=by, now=now), Outcome.ADDED
    template = _locked(keeper.slug, slug)
    before, product = latest_of(template).number, template.product
    version = _append(template, content, by=by, now=now)
    changed = version.number != before or product != template.product
    return template, Outcome.CHANGED if changed else Outcome.UNCHANGED


@transaction.atomic
def retire_template(keeper: str, slug: str, *, by: Actor, now: dt.datetime) -> None:
    """Offer a template to nobody else; who follows it keeps it. Again, it changes nothing.

    Raises TemplateNotFound or NotAllowed.
    """
    _need_keeper(by, keeper)
    template = _locked(keeper, slug)
    if template.retired_at is None:
        template.retired_at = now
        template.save(update_fields=["retired_at"])
        write_line(Deed(TEMPLATE_RETIRED, str(template), _named(template)), by=by.name, now=now)


def _need_keeper(by: Actor, keeper: str) -> None:
    if not may_keep(by, keeper):
        raise NotAllowed(keeper)


def _locked(keeper: str, slug: str) -> Template:
    rows = Template.objects.select_for_update(of=("self",)).select_related("keeper", "latest")
    template = rows.filter(keeper__slug=keeper, slug=slug).first()
    if template is None:
        raise TemplateNotFound(keeper, slug)
    return template


def _append(template: Template, content: Content, *, by: Actor, now: dt.datetime) -> TemplateVersion:
    if problems := content.problems():
        raise TemplateRefused(problems)
    latest, digest = template.latest, content.digest()
    is_same = latest is not None and latest.digest == digest
    if latest is not None and is_same and template.product == content.product:
        return latest
    if latest is None or not is_same:
        latest = TemplateVersion.objects.create(
            template=template,
            number=latest.number + 1 if latest else 1,
            sheet=dict(content.sheet),
            kept=dict(content.kept),
            standard=content.standard,
            digest=digest,
            written_by=by.name,
            written_at=now,
        )
    name = content.sheet.texts("name")
    template.name_nl, template.name_en = name.get("nl", "")[:200], name.get("en", "")[:200]
    template.product, template.latest = content.product[:200], latest
    template.save()
    deed = Deed(TEMPLATE_CHANGED, str(template), {**_named(template), "version": latest.number})
    write_line(deed, by=by.name, now=now)
    return latest


def _named(template: Template) -> dict[str, str]:
    return {"keeper": template.keeper.slug, "template": template.slug}
