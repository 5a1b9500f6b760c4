"""The words in which the import reports, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.values import LocalText, both

DRY_RUN = both("Proef: er is niets bewaard", "Dry run: nothing was kept")
IMPORTED = both("Ingelezen", "Imported")
REPAIR_KINDS = both("Wat er te herstellen is", "What there is to mend")
FIRST_LINES = both("Het begin van de herstellijst", "The beginning of the repair list")
SEARCH_INDEX = both("zoekindex", "search index")
WHOLE_LIST = both("De hele lijst staat in {file}.", "The whole list is in {file}.")
GET_LIST = both("Met --repairs BESTAND.csv krijgt u de hele lijst.", "Get the whole list with --repairs FILE.csv.")
SAME_FILE = both(
    "De herstellijst zou het bestand zelf overschrijven; kies voor --repairs een andere naam.",
    "The repair list would overwrite the file itself; choose another name for --repairs.",
)
NO_DAY = both(
    "{day} kan niet de dag van deze gegevens zijn. Schrijf een dag van {year} tot en met vandaag, als 2022-12-01.",
    "{day} cannot be the day of these data. Write a day from {year} up to today, as 2022-12-01.",
)
NOT_ALL_READ = both(
    "Er is niets ingetrokken: {count} rijen zijn niet gelezen, en wat erin staat, hoort misschien in het register. "
    "Herstel ze en importeer het bestand nog eens met --whole.",
    "Nothing was withdrawn: {count} rows were not read, and what they say may belong in the register. Mend them, then "
    "import the file once more with --whole.",
)
NOTHING_IN_IT = both(
    "Er is niets ingetrokken: het bestand heeft geen enkel algoritme. Controleer of het het goede bestand is.",
    "Nothing was withdrawn: the file has no entry at all. Check whether it is the right file.",
)

COUNTS: Mapping[str, LocalText] = {
    "rows": both("rijen in het bestand", "rows in the file"),
    "created": both("nieuw", "new"),
    "changed": both("gewijzigd", "changed"),
    "returned": both("teruggekomen", "came back"),
    "unchanged": both("ongewijzigd", "unchanged"),
    "repeated": both("dubbel in het bestand", "twice in the file"),
    "refused": both("geweigerd", "refused"),
    "skipped": both("overgeslagen (geen record)", "skipped (no record)"),
    "withdrawn": both("ingetrokken", "withdrawn"),
    "bodies_added": both("organisaties toegevoegd", "bodies added"),
}

KINDS: Mapping[str, LocalText] = {
    "missing": both("leeg, maar gevraagd", "empty, but asked for"),
    "too_long": both("te lang", "too long"),
    "wrong_option": both("geen van de keuzes", "none of the options"),
    "own_words": both("eigen woorden waar keuzes zijn", "own words where there are options"),
    "unreadable": both("niet te lezen", "cannot be read"),
    "dead_url_shape": both("geen werkende link", "no working link"),
    "dead_date_shape": both("datum in een andere vorm", "date in another form"),
    "html_in_text": both("opmaak (HTML) in de tekst", "markup (HTML) in the text"),
    "unknown_field": both("onbekend veld", "unknown field"),
    "unknown_organisation": both("onbekende organisatie", "unknown body"),
    "not_a_record": both("geen naam", "no name"),
    "no_language": both("taal niet duidelijk", "language not clear"),
    "wrong_code": both("code die niet klopt", "code that is not right"),
    "description": both("uitleg bij de velden", "explanation of the fields"),
    "cell_count": both("ander aantal cellen dan de kop", "other number of cells than the header"),
    "sheet_skipped": both("blad zonder records", "sheet without records"),
    "sheet_not_public": both("blad dat niet openbaar is", "sheet that is not public"),
    "not_an_object": both("geen record", "no record"),
    "no_known_field": both("geen bekende velden", "no known fields"),
    "duplicate_key": both("veld staat er twee keer", "field is there twice"),
    "impossible_character": both("onmogelijk teken", "impossible character"),
    "repeated": both("twee keer dezelfde code", "same code twice"),
    "not_public_here": both("hier niet openbaar", "not public here"),
    "being_edited": both("wordt hier bewerkt", "is being edited here"),
}
