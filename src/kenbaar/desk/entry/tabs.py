"""The parts of an entry, as tabs above each of its pages. Every area adds its own."""

from django.utils.translation import gettext as _


def tabs() -> tuple[tuple[str, str], ...]:
    """Return `(name of the address, label)`; each address takes the reference."""
    return (
        ("desk:entry", _("Overzicht")),
        ("desk:fill", _("Invullen")),
        ("desk:preview", _("Openbare pagina")),
        ("desk:complete", _("Volledig?")),
        ("desk:review", _("Controle")),
        ("desk:entry_notices", _("Melding")),
        ("desk:entry_tasks", _("Taken")),
        ("desk:versions", _("Versies")),
        ("desk:entry_template", _("Sjabloon")),
    )
