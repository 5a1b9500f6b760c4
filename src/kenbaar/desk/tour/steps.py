"""The steps of the tour for somebody: those whose page their roles open. The texts are data."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from django.urls import reverse
from django.utils import timezone
from pydantic import TypeAdapter

from kenbaar.casework.policies import bodies_seen
from kenbaar.casework.queries.queue import has_queue
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.people.queries import bodies_managed_by
from kenbaar.register.filtering import Filter
from kenbaar.register.queries.inventory import bodies_to_see, inventory_page
from kenbaar.suppliers.policies import may_use
from kenbaar.values import Frozen, LocalText

_Page = Literal[
    "start",
    "inventory",
    "entry",
    "fill",
    "complete",
    "review",
    "review_queue",
    "tasks",
    "overview",
    "templates",
    "help",
]
_OF_AN_ENTRY: tuple[_Page, ...] = ("entry", "fill", "complete", "review")


class Step(Frozen):
    """What is said at a page. `roles` says for whom; nobody named means everybody whose roles open the page."""

    page: _Page
    title: LocalText
    text: LocalText
    roles: tuple[Role, ...] = ()


@cache
def told() -> Mapping[str, Step]:
    """Return the steps that ship with Kenbaar, in order, by their page."""
    written = yaml.safe_load(files("kenbaar.content").joinpath("guidance", "tour.yaml").read_bytes())
    return {step.page: step for step in TypeAdapter(tuple[Step, ...]).validate_python(written)}


def steps_for(actor: Actor) -> list[tuple[str, str]]:
    """Return the page and its address of each step of somebody's tour, in order."""
    opened = dict(_pages_opened(actor))
    return [(page, opened[page]) for page, step in told().items() if page in opened and _is_for(step, actor)]


def _is_for(step: Step, actor: Actor) -> bool:
    return not step.roles or any(actor.holds(role) for role in step.roles)


def _pages_opened(actor: Actor) -> Iterator[tuple[str, str]]:
    """Give the pages that the roles of somebody open; those of an entry with the first one of their inventory."""
    yield "start", reverse("desk:start")
    rows = bodies_to_see(actor).order_by("-count", "slug")  # type: ignore[misc]  # the stub does not know the annotation
    body = rows.first()
    if body is not None:
        yield "inventory", reverse("desk:body_inventory", kwargs={"slug": body.slug})
        lines = inventory_page(actor, body, Filter(), page=1, now=timezone.now()).lines
        for page in _OF_AN_ENTRY if lines else ():
            yield page, reverse(f"desk:{page}", kwargs={"reference": lines[0].reference})
    if has_queue(actor):
        yield "review_queue", reverse("desk:review_queue")
    if bodies_seen(actor):
        yield "tasks", reverse("desk:tasks")
    managed = bodies_managed_by(actor).first()
    if managed is not None:
        yield "overview", reverse("desk:overview", kwargs={"slug": managed.slug})
    if may_use(actor) or actor.holds(Role.SUPPLIER):
        yield "templates", reverse("desk:templates")
    yield "help", reverse("desk:help")
