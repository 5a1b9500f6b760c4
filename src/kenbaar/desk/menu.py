"""The menu of the desk: the areas that somebody with these roles has something to do in."""

from django.utils.translation import gettext as _

from kenbaar.people.actors import Actor


def menu_for(actor: Actor) -> list[tuple[str, str]]:  # noqa: ARG001  # areas ask for roles
    """Return `(name of the address, label)`; these addresses take nothing."""
    return [("desk:start", _("Mijn werk")), ("desk:tasks", _("Taken"))]
