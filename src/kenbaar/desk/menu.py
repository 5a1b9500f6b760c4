"""The menu of the desk: the areas that somebody with these roles has something to do in."""

from django.utils.translation import gettext as _

from kenbaar.people.actors import Actor
from kenbaar.people.models import Role
from kenbaar.register.policies import OF_THE_BODY


def menu_for(actor: Actor) -> list[tuple[str, str]]:
    """Return `(name of the address, label)`; these addresses take nothing."""
    menu = [("desk:start", _("Mijn werk"))]
    if Role.SUPERVISOR in actor.wide or any(held & set(OF_THE_BODY) for held in actor.roles.values()):
        menu.append(("desk:inventory", _("Inventaris")))
    return menu
