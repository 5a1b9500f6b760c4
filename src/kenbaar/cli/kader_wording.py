"""The words in which the import of the Algoritmekader reports, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.law.kader.shape import Kind
from kenbaar.values import LocalText, both

KEPT = both("Algoritmekader {tag} ingelezen", "Algoritmekader {tag} imported")
DRY_RUN = both(
    "Proef met Algoritmekader {tag}: er is niets bewaard", "Dry run with Algoritmekader {tag}: nothing was kept"
)
NUMBER = both("aantal", "number")
LINKED = both("met plicht", "with a duty")
LINKS = both("koppelingen", "links")
FINDINGS = both("Bevindingen", "Findings")
CHANGES = both("Van {old} naar {new}", "From {old} to {new}")
WHOLE_LIST = both("De hele lijst staat in {file}.", "The whole list is in {file}.")
GET_LIST = both("Met --findings BESTAND.csv krijgt u de hele lijst.", "Get the whole list with --findings FILE.csv.")
NO_FOLDER = both(
    "Er is geen map {path}; geef de map van een checkout van het Algoritmekader.",
    "There is no folder {path}; give the folder of a checkout of the Algoritmekader.",
)
OTHER_CONTENT = both(
    "Versie {tag} van het Algoritmekader is al eens ingelezen, met een andere inhoud. Wat er staat, blijft staan. Geef "
    "deze met --tag een andere naam.",
    "Version {tag} of the Algoritmekader was imported before, with another content. What was recorded stays. Give this "
    "one another name with --tag.",
)
TOO_MANY = both(
    "In deze map staan meer dan {most} bestanden; geef de map van het Algoritmekader zelf.",
    "There are more than {most} files in this folder; give the folder of the Algoritmekader itself.",
)

ITEMS: Mapping[Kind, LocalText] = {
    Kind.REQUIREMENT: both("vereisten", "requirements"),
    Kind.MEASURE: both("maatregelen", "measures"),
    Kind.INSTRUMENT: both("hulpmiddelen", "instruments"),
}
CHANGED: Mapping[str, LocalText] = {
    "new": both("nieuw", "new"),
    "gone": both("verdwenen", "gone"),
    "moved": both("andere naam", "other name"),
    "renumbered": both("andere URN", "other URN"),
    "reused": both("URN die nu van een andere pagina is", "URN that belongs to another page now"),
}
COLUMNS = (
    both("soort", "kind"),
    both("bestand", "file"),
    both("regel", "line"),
    both("wat", "what"),
    both("hoe te herstellen", "how to mend"),
)


def filled(text: LocalText, **details: object) -> LocalText:
    """Return a text with its details."""
    return LocalText(nl=text.nl.format(**details), en=text.en.format(**details))
