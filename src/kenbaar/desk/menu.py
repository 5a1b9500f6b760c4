"""The menu of the desk: the areas that somebody with these roles has something to do in."""

from django.utils.translation import gettext as _

from kenbaar.casework.queries.queue import has_queue
from kenbaar.people.actors import Actor


def menu_for(actor: Actor) -> list[tuple[str, str]]:
    """Return `(name of the address, label)`; these addresses take nothing."""
    shown = [("desk:start", _("Mijn werk"))]
    if has_queue(actor):
        shown.append(("desk:review_queue", _("Controle")))
    return shown
