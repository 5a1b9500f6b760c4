"""What the filter of the inventory offers."""

from django.utils.translation import gettext as _

from kenbaar.desk.inventory.wording import order_names, owned_names, sides
from kenbaar.desk.wording import access_names, state_names
from kenbaar.people.models import Person
from kenbaar.rules.facts import vocabulary

_MONTHS = (1, 3, 6, 12, 24)


def filter_choices(people: list[Person], language: str) -> dict[str, dict[str, str]]:
    """Return the options of each field of the filter, by its name."""
    return {
        "state": state_names(),
        "phase": _options("status", language),
        "experiment": sides(),
        "category": _options("publication_category", language),
        "said_class": _options("risk_class", language),
        "owner": {**owned_names(), **{str(person.pk): person.name for person in people}},
        "access": access_names(),
        "untouched": {str(months): _("%(months)s maanden of langer") % {"months": months} for months in _MONTHS},
        "sort": order_names(),
    }


def filter_labels() -> dict[str, str]:
    """Return what each field of the filter is called."""
    return {
        "state": _("Waar het staat"),
        "phase": _("Fase"),
        "experiment": _("Proef"),
        "category": _("Publicatiecategorie"),
        "said_class": _("Risicoklasse"),
        "owner": _("Eigenaar"),
        "access": _("Wie het mag zien"),
        "untouched": _("Niet bewerkt"),
    }


def _options(fact: str, language: str) -> dict[str, str]:
    return {option.id: option.label.to(language) for option in vocabulary()[fact].options}
