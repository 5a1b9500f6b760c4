"""The templates of the sample register: an invented company, what it says of its products, and who follows it.

The content is in `content/sample/templates.yaml`, with its days; the deeds are those that people do.
"""

import datetime as dt
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction
from pydantic import Field, ValidationError

from kenbaar.people.actions.bodies import BodyFacts, record_bodies
from kenbaar.people.actions.persons import add_person, give_role
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import COMPANY, Body, Membership, Person, Role
from kenbaar.register.actions.drafting import changes_of
from kenbaar.register.references import reference_from
from kenbaar.register.sample import SampleError
from kenbaar.rules.answers import Answer, Sheet, known
from kenbaar.rules.content_files import ContentError, explained, load_yaml
from kenbaar.suppliers.actions.following import adopt, answer_proposals
from kenbaar.suppliers.actions.templates import add_template, change_template
from kenbaar.suppliers.content import Content
from kenbaar.suppliers.models import Template
from kenbaar.suppliers.queries.proposals import proposals_of
from kenbaar.suppliers.queries.templates import latest_of
from kenbaar.values import Frozen, LocalText

_FILE = "templates.yaml"
_HOUR = dt.time(10)


class SampleTemplateVersion(Frozen):
    """What a template said from a day on: all facts in the first version, what changed in a later one."""

    day: dt.date
    facts: dict[str, Any]


class SampleFollower(Frozen):
    """An entry of the sample that followed a template from a day on, and kept its own words."""

    body: str
    entry: str
    day: dt.date


class SampleTemplate(Frozen):
    """An invented template."""

    slug: str
    product: str
    versions: tuple[SampleTemplateVersion, ...] = Field(min_length=1)
    followers: tuple[SampleFollower, ...] = ()


class SampleKeeper(Frozen):
    """An invented company. `domain` is where its people get mail."""

    slug: str
    name: LocalText
    domain: str
    templates: tuple[SampleTemplate, ...]


@cache
def read_sample_templates() -> tuple[SampleKeeper, ...]:
    """Return the companies of the sample with their templates. Raises SampleError."""
    file = files("kenbaar.content").joinpath("sample", _FILE)
    item: Any = None
    found: list[SampleKeeper] = []
    try:
        for item in load_yaml(file.read_bytes()):
            found.append(SampleKeeper.model_validate(item))
    except ContentError as error:
        raise SampleError(f"{_FILE} cannot be read: {error}") from error
    except ValidationError as error:
        raise SampleError(f"{_FILE}, number {len(found) + 1} does not fit: {explained(error, item)}") from error
    return tuple(found)


@transaction.atomic
def load_sample_templates(*, by: Actor) -> int:
    """Load what is not there yet, all of it or nothing; return how many templates were made. Raises SampleError.

    The entries of the sample are there already.
    """
    made = 0
    for keeper in read_sample_templates():
        there = set(Template.objects.filter(keeper__slug=keeper.slug).values_list("slug", flat=True))
        missing = [template for template in keeper.templates if template.slug not in there]
        if missing:
            body, supplier = _company(keeper, by=by)
            for template in missing:
                _load(template, body, supplier)
        made += len(missing)
    return made


def _load(template: SampleTemplate, body: Body, supplier: Actor) -> None:
    first, *later = template.versions
    sheet = Sheet(_answers(first))
    made = add_template(body, template.slug, Content(sheet, product=template.product), by=supplier, now=_at(first.day))
    for follower in template.followers:
        _follow(follower, body.slug, template.slug)
    there = latest_of(made)
    for version in later:
        changes = changes_of(there.answers(), _answers(version))
        there = change_template(body.slug, template.slug, changes, by=supplier, now=_at(version.day))


def _follow(follower: SampleFollower, keeper: str, slug: str) -> None:
    reference = reference_from(f"sample:{follower.body}/{follower.entry}")
    held = Membership.objects.filter(body__slug=follower.body, role=Role.EDITOR).select_related("person").first()
    assert held is not None, "every body of the sample has an editor"
    editor, now = actor_of(held.person), _at(follower.day)
    adopt(reference, keeper, slug, by=editor, now=now)
    found = proposals_of(editor, reference)
    if found is not None and found.proposals:
        facts = [each.fact.id for each in found.proposals]
        answer_proposals(reference, found.number, accept={}, decline=facts, by=editor, now=now)


def _company(keeper: SampleKeeper, *, by: Actor) -> tuple[Body, Actor]:
    now = _at(keeper.templates[0].versions[0].day)
    facts = BodyFacts(slug=keeper.slug, type=COMPANY, name_nl=keeper.name.nl, name_en=keeper.name.en)
    record_bodies([facts], by=by, now=now)
    body = Body.objects.get(slug=keeper.slug)
    email = f"sjablonen@{keeper.domain}"
    person = Person.objects.with_address(email) or add_person(email, keeper.name.nl[:120], by=by, now=now)
    give_role(person, Role.SUPPLIER, body, by=by, now=now)
    return body, actor_of(person)


def _answers(version: SampleTemplateVersion) -> dict[str, Answer]:
    return {fact: known(value) for fact, value in version.facts.items()}


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, _HOUR, tzinfo=dt.UTC)
