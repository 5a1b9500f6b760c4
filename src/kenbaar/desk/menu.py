"""The menu of the desk: the areas that somebody with these roles has something to do in."""

from django.utils.translation import gettext as _

from kenbaar.casework.policies import bodies_seen
from kenbaar.casework.queries.queue import has_queue
from kenbaar.notices.queries.requests import answered_by
from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.policies import OF_THE_BODY
from kenbaar.suppliers.policies import may_use

# The areas by the first word of an address, after the name of a body if there is one.
_WORDS = {
    "": "desk:start",
    "inventaris": "desk:inventory",
    "algoritme": "desk:inventory",
    "controle": "desk:review_queue",
    "taken": "desk:tasks",
    "meldingen": "desk:notices",
    "vragen": "desk:requests",
    "sjablonen": "desk:templates",
    "account": "desk:account",
    "hulp": "desk:help",
    **dict.fromkeys(("overzicht", "mensen", "regels", "koppelingen", "berichten-aan-systemen"), "desk:overview"),
}


def area_of(path: str) -> str:
    """Return the name of the area that an address of the desk lies in; empty when it lies in none."""
    words = path.removeprefix("/desk/").split("/")
    return _WORDS.get(words[2] if words[0] == "organisatie" and len(words) > 2 else words[0], "")


def menu_for(actor: Actor) -> list[tuple[str, str]]:
    """Return `(name of the address, label)`; these addresses take nothing."""
    areas = [
        ("desk:start", _("Mijn werk"), True),
        ("desk:inventory", _("Inventaris"), _has_entries(actor)),
        ("desk:review_queue", _("Controle"), has_queue(actor)),
        ("desk:tasks", _("Taken"), _has_tasks(actor)),
        ("desk:notices", _("Meldingen"), _has_entries(actor)),
        ("desk:requests", _("Vragen"), bool(answered_by(actor))),
        ("desk:templates", _("Sjablonen"), _has_templates(actor)),
    ]
    return [(name, label) for name, label, is_theirs in areas if is_theirs]


def _has_entries(actor: Actor) -> bool:
    return Role.SUPERVISOR in actor.wide or any(held & set(OF_THE_BODY) for held in actor.roles.values())


def _has_tasks(actor: Actor) -> bool:
    return bool(bodies_seen(actor))


def _has_templates(actor: Actor) -> bool:
    return may_use(actor) or actor.holds(Role.SUPPLIER)
