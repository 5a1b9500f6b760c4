"""What the desk says about templates when something cannot be done, in the language of the page."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from kenbaar.suppliers import errors

_SAID: dict[type[Exception], Callable[[], str]] = {
    errors.TemplateRetired: lambda: _("Dit sjabloon wordt niet meer aangeboden. Kies een ander sjabloon."),
    errors.FollowsAlready: lambda: _("Dit algoritme volgt al een sjabloon. Stop eerst met dat sjabloon."),
    errors.FollowsNothing: lambda: _("Dit algoritme volgt dit sjabloon niet meer. Hieronder ziet u wat er nu is."),
    errors.NothingProposed: lambda: _(
        "Iemand anders was u voor: op een van deze voorstellen is al geantwoord. Hieronder ziet u wat er nog openstaat."
    ),
    errors.NameTaken: lambda: _("Er is al een sjabloon met deze naam. Wijzig dat sjabloon, of kies een andere naam."),
}


def said(error: errors.SupplierError) -> str:
    """Return the sentence for an error of the room."""
    return _SAID[type(error)]()


def gap() -> str:
    """Return what to do about a text that leaves something open."""
    return _("In deze tekst moet nog iets worden ingevuld. Schrijf een tekst die voor elke klant klopt.")
