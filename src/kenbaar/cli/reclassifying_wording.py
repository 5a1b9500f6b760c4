"""The words in which `kenbaar reclassify` reports, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.assessments.changes import Why
from kenbaar.values import LocalText, both

DRY_RUN = both("Proef: er is niets bewaard", "Dry run: nothing was kept")
DONE = both("Ingedeeld", "Classified")
BAR = both("versies", "versions")
COUNTS: Mapping[str, LocalText] = {
    "first": both("voor het eerst", "for the first time"),
    "same": both("uitkomst gelijk", "same outcome"),
    "changed": both("uitkomst anders", "other outcome"),
    "refused": both("niet in te delen", "could not be classified"),
}
NOTHING = both(
    "Alles is al ingedeeld volgens deze wet en deze gegevens.",
    "Everything was classified by this law and these facts already.",
)
LEFT_OVER = both(
    "Dat is met {count} wijzigingen van een eerdere keer die nog niet waren gemeld.",
    "That includes {count} changes of an earlier time that had not been told yet.",
)
CLASSES = both("Andere klasse", "Other class")
PARTS_TITLE = both("Wat er anders is", "What is different")
FIRST_LINES = both("De eerste wijzigingen", "The first changes")
WHOLE_LIST = both("De hele lijst staat in {file}.", "The whole list is in {file}.")
GET_LIST = both(
    "De volgende keer krijgt u met --changes BESTAND.csv de hele lijst.",
    "Next time, get the whole list with --changes FILE.csv.",
)
NO_CLASS = both("nog open", "still open")
REFUSED = both(
    "Deze algoritmes zijn niet in te delen. Verbeter de gegevens in een nieuwe versie en deel ze daarna opnieuw in:",
    "These entries could not be classified. Correct their facts in a new version, then classify them again:",
)
INTERRUPTED = both(
    "Gestopt: {done} van {waiting} zijn klaar en blijven staan. Geef dezelfde opdracht nog eens om verder te gaan; "
    "de lijst met wijzigingen is dan compleet.",
    "Stopped: {done} of {waiting} are done and stay done. Give the same command again to go on; "
    "the list of changes will then be complete.",
)
WORKER_GONE = both(
    "Een van de hulpprocessen is weggevallen, misschien door te weinig geheugen. {done} van {waiting} zijn klaar en "
    "blijven staan. Geef dezelfde opdracht nog eens, zo nodig met --workers 1.",
    "One of the helping processes went away, perhaps for want of memory. {done} of {waiting} are done and stay done. "
    "Give the same command again, with --workers 1 if need be.",
)
LAW_MOVED = both(
    "De wet is vervangen terwijl de opdracht liep. Geef dezelfde opdracht nog eens; dan geldt de nieuwe.",
    "The law was replaced while the command ran. Give the same command again; the new one counts then.",
)
NO_BODY = both(
    "Er is geen organisatie {slug}. Kijk in het register hoe de naam in het adres staat.",
    "There is no body {slug}. See in the register how its name stands in the address.",
)
NO_DAY = both(
    "{text} is geen dag. Schrijf hem als 2027-12-02.",
    "{text} is not a day. Write it like 2027-12-02.",
)

WHY: Mapping[Why, LocalText] = {
    Why.LAW: both("de wet", "the law"),
    Why.FACTS: both("de gegevens", "the facts"),
}
PARTS: Mapping[str, LocalText] = {
    "class": both("klasse", "class"),
    "settled": both("klasse staat vast", "class is settled"),
    "from": both("regels gelden vanaf", "rules apply from"),
    "binds": both("bindt deze organisatie vanaf", "binds this body from"),
    "roles": both("rollen", "roles"),
    "transparency": both("openheid (artikel 50)", "transparency (article 50)"),
    "fria": both("mensenrechtentoets (artikel 27)", "fundamental rights assessment (article 27)"),
    "eu_database": both("EU-databank", "EU database"),
    "dutch_category": both("categorie in het register", "category in the register"),
    "duties": both("plichten", "duties"),
}
COLUMNS: Mapping[str, LocalText] = {
    "reference": both("verwijzing", "reference"),
    "body": both("organisatie", "body"),
    "version": both("versie", "version"),
    "why": both("door", "because of"),
}
BEFORE = both("{part}: was", "{part}: before")
NOW = both("{part}: nu", "{part}: now")
