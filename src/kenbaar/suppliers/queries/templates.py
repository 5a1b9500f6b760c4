"""Reading templates."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body, Role
from kenbaar.register.differences import Difference, differences
from kenbaar.rules.answers import Sheet
from kenbaar.rules.facts import vocabulary
from kenbaar.suppliers.errors import NotAllowed, TemplateNotFound
from kenbaar.suppliers.models import Template, TemplateVersion
from kenbaar.suppliers.policies import may_keep, may_use

_LARGEST_NUMBER = 2**31 - 1
_SHOWN_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A template in a list. `followers` is None for who does not keep it."""

    keeper: str
    keeper_name: dict[str, str]
    slug: str
    name: dict[str, str]
    product: str
    version: int
    written_at: dt.datetime
    retired: bool
    followers: int | None = None


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version of a template in its history, with what it changed."""

    number: int
    written_at: dt.datetime
    changed: tuple[Difference, ...]


def templates_seen_by(actor: Actor) -> QuerySet[Template]:
    """Return the templates that the actor sees: who works with entries all of them, a supplier the own ones."""
    rows = Template.objects.select_related("keeper", "latest").filter(latest__isnull=False)
    return rows if may_use(actor) else rows.filter(keeper__slug__in=_kept_by(actor))


def template_for(actor: Actor, keeper: str, slug: str) -> Template:
    """Return one template. Raises TemplateNotFound when it is not there or not for this actor."""
    # PostgreSQL has no text with this character in it, and an address can.
    possible = "\x00" not in keeper + slug
    template = templates_seen_by(actor).filter(keeper__slug=keeper, slug=slug).first() if possible else None
    if template is None:
        raise TemplateNotFound(keeper, slug)
    return template


def latest_of(template: Template) -> TemplateVersion:
    """Return the latest version of a template that was read with it."""
    assert template.latest is not None, "a template is made with its first version"
    return template.latest


def find_templates(actor: Actor, words: str, *, page: int, size: int) -> tuple[list[TemplateLine], int]:
    """Return a page of the templates that can be adopted and have all words in a name or product, and their count."""
    rows = _with_words(templates_seen_by(actor).filter(retired_at=None), words)
    return [_line(row) for row in _listed(rows)[(page - 1) * size : page * size]], rows.count()


def templates_kept(actor: Actor, keeper: str) -> list[TemplateLine]:
    """Return the templates of an organisation with how many entries follow each, for who keeps them.

    A keeper learns the number only: which bodies use a product is for those bodies to tell. Raises NotAllowed.
    """
    if not may_keep(actor, keeper):
        raise NotAllowed(keeper)
    rows = templates_seen_by(actor).filter(keeper__slug=keeper)
    following = Count("adoptions", filter=Q(adoptions__ended_at=None))
    counted: Any = _listed(rows.annotate(followers=following))
    return [_line(row, row.followers) for row in counted]


def followers_of(actor: Actor, template: Template) -> int | None:
    """Return how many entries follow a template, for who keeps it; None for others."""
    if not may_keep(actor, template.keeper.slug):
        return None
    return template.adoptions.filter(ended_at=None).count()


def keepers(actor: Actor) -> list[Body]:
    """Return the organisations whose templates the actor keeps, by name."""
    return list(Body.objects.filter(slug__in=_kept_by(actor)))


def history_of(actor: Actor, keeper: str, slug: str, *, language: str) -> list[VersionLine]:
    """Return the latest versions of a template, newest first, with what each changed. Raises TemplateNotFound."""
    template = template_for(actor, keeper, slug)
    rows = list(TemplateVersion.objects.filter(template=template).order_by("-number")[: _SHOWN_VERSIONS + 1])
    older: Sequence[TemplateVersion | None] = [*rows[1:], None]
    pairs = list(zip(rows, older, strict=True))[:_SHOWN_VERSIONS]
    return [VersionLine(row.number, row.written_at, _changed(before, row, language)) for row, before in pairs]


def _changed(before: TemplateVersion | None, row: TemplateVersion, language: str) -> tuple[Difference, ...]:
    # The first version has nothing to differ from.
    if before is None:
        return ()
    return tuple(differences(Sheet(before.sheet), row.answers(), vocabulary(), language=language))


def _kept_by(actor: Actor) -> list[str]:
    return [slug for slug, held in actor.roles.items() if Role.SUPPLIER in held]


def _with_words(rows: QuerySet[Template], words: str) -> QuerySet[Template]:
    for word in words.split()[:10]:
        named = Q(name_nl__icontains=word) | Q(name_en__icontains=word) | Q(product__icontains=word)
        rows = rows.filter(named | Q(keeper__name_nl__icontains=word) | Q(keeper__name_en__icontains=word))
    return rows


def _listed(rows: QuerySet[Template]) -> QuerySet[Template]:
    """Leave the sheets where they are: a list does not show them."""
    return rows.defer("latest__sheet", "latest__kept")


def _line(row: Template, followers: int | None = None) -> TemplateLine:
    assert row.latest is not None, "a template is made with its first version"
    return TemplateLine(
        keeper=row.keeper.slug,
        keeper_name=row.keeper.name,
        slug=row.slug,
        name=row.name,
        product=row.product,
        version=row.latest.number,
        written_at=row.latest.written_at,
        retired=row.retired_at is not None,
        followers=followers,
    )
