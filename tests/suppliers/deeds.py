"""One example of each deed about templates, for the tests that walk all deeds of the site."""

from collections.abc import Callable
from typing import Any

from kenbaar.register.actions.drafting import changes_of
from kenbaar.rules.answers import known
from kenbaar.suppliers.actions import following, importing, templates
from tests import make
from tests.suppliers import world
from tests.suppliers.world import KEEPER, SLUG

_WHO = {"by": make.OPERATOR, "now": make.NOON}


def _followed() -> str:
    world.template()
    made = make.entry()
    following.adopt(made.reference, KEEPER, SLUG, **_WHO)
    return made.reference


def _to_entry(deed: Callable[..., Any], **more: Any) -> Callable[[], Any]:
    reference = _followed()
    return lambda: deed(reference, **more, **_WHO)


def _to_template(deed: Callable[..., Any], *more: Any, **named: Any) -> Callable[[], Any]:
    world.template()
    return lambda: deed(KEEPER, SLUG, *more, **named, **_WHO)


def _to_company(deed: Callable[..., Any], *more: Any, **named: Any) -> Callable[[], Any]:
    company = world.company()
    return lambda: deed(company, *more, **named, **_WHO)


def _import() -> Callable[[], Any]:
    company = world.company()
    return lambda: importing.import_templates([], company, source="sjablonen.json", **_WHO)


def _adopt() -> Callable[[], Any]:
    world.template()
    made = make.entry()
    return lambda: following.adopt(made.reference, KEEPER, SLUG, **_WHO)


DEEDS: dict[Callable[..., Any], Callable[[], Callable[[], Any]]] = {
    templates.add_template: lambda: _to_company(templates.add_template, SLUG, world.says()),
    templates.put_template: lambda: _to_company(templates.put_template, SLUG, world.says()),
    templates.change_template: lambda: _to_template(
        templates.change_template, changes_of(world.says().sheet, {"methods": known({"nl": "Nieuw."})})
    ),
    templates.retire_template: lambda: _to_template(templates.retire_template),
    importing.import_templates: _import,
    importing.record_keeper: lambda: lambda: importing.record_keeper("Kijkrond", **_WHO),
    following.adopt: _adopt,
    following.adopt_as_new: lambda: _to_template(
        following.adopt_as_new, body=make.body(), name="Chatbot", key="test:template"
    ),
    following.answer_proposals: lambda: _to_entry(following.answer_proposals, number=1, accept={}, decline=["name"]),
    following.leave_template: lambda: _to_entry(following.leave_template),
}
