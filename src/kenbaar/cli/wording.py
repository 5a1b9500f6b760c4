"""The words in which the import reports, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.values import LocalText


def _both(nl: str, en: str) -> LocalText:
    return LocalText(nl=nl, en=en)


DRY_RUN = _both("Proef: er is niets bewaard", "Dry run: nothing was kept")
IMPORTED = _both("Ingelezen", "Imported")
REPAIR_KINDS = _both("Wat er te herstellen is", "What there is to mend")
FIRST_LINES = _both("Het begin van de herstellijst", "The beginning of the repair list")
KIND, LINES = _both("soort", "kind"), _both("regels", "lines")
WHOLE_LIST = _both("De hele lijst staat in {file}.", "The whole list is in {file}.")
GET_LIST = _both("Met --repairs BESTAND.csv krijgt u de hele lijst.", "Get the whole list with --repairs FILE.csv.")
SAME_FILE = _both(
    "De herstellijst zou het bestand zelf overschrijven; kies voor --repairs een andere naam.",
    "The repair list would overwrite the file itself; choose another name for --repairs.",
)

COLUMNS: Mapping[str, LocalText] = {
    "row": _both("waar", "where"),
    "reference": _both("verwijzing", "reference"),
    "name": _both("algoritme", "entry"),
    "field": _both("veld", "field"),
    "kind": KIND,
    "what": _both("wat", "what"),
    "remedy": _both("hoe te herstellen", "how to mend"),
    "value": _both("inhoud", "content"),
}

COUNTS: Mapping[str, LocalText] = {
    "rows": _both("rijen in het bestand", "rows in the file"),
    "created": _both("nieuw", "new"),
    "changed": _both("gewijzigd", "changed"),
    "unchanged": _both("ongewijzigd", "unchanged"),
    "repeated": _both("dubbel in het bestand", "twice in the file"),
    "refused": _both("geweigerd", "refused"),
    "skipped": _both("overgeslagen (geen record)", "skipped (no record)"),
    "bodies_added": _both("organisaties toegevoegd", "bodies added"),
}

KINDS: Mapping[str, LocalText] = {
    "missing": _both("leeg, maar gevraagd", "empty, but asked for"),
    "too_long": _both("te lang", "too long"),
    "wrong_option": _both("geen van de keuzes", "none of the options"),
    "own_words": _both("eigen woorden waar keuzes zijn", "own words where there are options"),
    "unreadable": _both("niet te lezen", "cannot be read"),
    "dead_url_shape": _both("geen werkende link", "no working link"),
    "dead_date_shape": _both("datum in een andere vorm", "date in another form"),
    "html_in_text": _both("opmaak (HTML) in de tekst", "markup (HTML) in the text"),
    "unknown_field": _both("onbekend veld", "unknown field"),
    "unknown_organisation": _both("onbekende organisatie", "unknown body"),
    "not_a_record": _both("geen naam", "no name"),
    "no_language": _both("taal niet duidelijk", "language not clear"),
    "description": _both("uitleg bij de velden", "explanation of the fields"),
    "cell_count": _both("ander aantal cellen dan de kop", "other number of cells than the header"),
    "sheet_skipped": _both("blad zonder records", "sheet without records"),
    "sheet_not_public": _both("blad dat niet openbaar is", "sheet that is not public"),
    "not_an_object": _both("geen record", "no record"),
    "no_known_field": _both("geen bekende velden", "no known fields"),
    "duplicate_key": _both("veld staat er twee keer", "field is there twice"),
    "impossible_character": _both("onmogelijk teken", "impossible character"),
    "repeated": _both("twee keer dezelfde code", "same code twice"),
    "not_public_here": _both("hier niet openbaar", "not public here"),
    "being_edited": _both("wordt hier bewerkt", "is being edited here"),
}
