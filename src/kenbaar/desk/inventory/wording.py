"""What the inventory says in words: where an entry stands, why it is left alone, what can be asked."""

from django.utils.translation import gettext as _

from kenbaar.register.bulk import Left, What
from kenbaar.register.filtering import Order, Owned


def order_names() -> dict[str, str]:
    """Return what each order of a list is called."""
    return {
        Order.NAME: _("op naam"),
        Order.TOUCHED: _("laatst bewerkt eerst"),
        Order.UNTOUCHED: _("langst niet bewerkt eerst"),
        Order.LACKING: _("meest onvolledig eerst"),
    }


def owned_names() -> dict[str, str]:
    """Return what the choices are called beside persons."""
    return {Owned.MINE: _("mijzelf"), Owned.NOBODY: _("niemand")}


def what_names() -> dict[str, str]:
    """Return what can be changed besides facts."""
    return {
        What.OWNER: _("Eigenaar"),
        What.ACCESS: _("Wie het mag zien"),
        What.HAND_IN: _("Controle vragen"),
    }


def left_names() -> dict[str, str]:
    """Return why an entry is left as it is."""
    return {
        Left.SAME: _("Dit staat er al."),
        Left.ARCHIVED: _("Het staat in het archief en verandert niet meer."),
        Left.STILL_PUBLIC: _("Het staat in het register. Trek het eerst in, met een reden."),
        Left.NOT_NOW: _("Het kan nu niet ter controle, bijvoorbeeld omdat het al wordt gecontroleerd."),
        Left.CONFLICTS: _("Er zijn twee antwoorden op één vraag. Kies eerst een van de twee."),
        Left.NOTHING_NEW: _("Er is niets nieuws om te controleren."),
    }


def sides() -> dict[str, str]:
    """Return what yes and no are called in a filter."""
    return {"yes": _("ja"), "no": _("nee")}
