"""The words of what needs no database: steps of entries, files of a log, and following a log of somebody else."""

from collections.abc import Mapping

from kenbaar.values import LocalText, both

STEPS: Mapping[str, LocalText] = {
    "publish": both("gepubliceerd", "published"),
    "withdraw": both("ingetrokken", "withdrawn"),
    "archive": both("gearchiveerd", "archived"),
}
FILES: Mapping[str, LocalText] = {
    "file": both("Het bestand mist of is beschadigd.", "The file is missing or damaged."),
    "root": both("De tegels geven niet de ondertekende top.", "The tiles do not give the root that was signed."),
    "tile": both("De tegel past niet op de tegel erboven.", "The tile does not fit the one above it."),
    "entry": both("De regel past niet op zijn tegel.", "The entry does not fit its tile."),
}

FOLLOWING = both("nieuwe regels", "new leaves")
CATCHING_UP = both(
    "De map met inhoud kent de regels {first} tot en met {last} nog niet. Die worden nu eerst gelezen.",
    "The folder with records does not know the leaves {first} to {last} yet. They are read first.",
)
FOLLOWED = both(
    "{log}: {size} regels, waarvan {new} nieuw. Het logboek is alleen gegroeid.",
    "{log}: {size} leaves, {new} of them new. The log only grew.",
)
SEEN_BY = both("Getuigen: {witnesses}", "Witnesses: {witnesses}")
FIRST_USE = both(
    "U volgt dit logboek voor het eerst. Deze sleutel komt van het logboek zelf; vergelijk hem met wat de organisatie "
    "elders publiceert: {keys}",
    "You follow this log for the first time. This key comes from the log itself; compare it with what the body "
    "publishes elsewhere: {keys}",
)
KEY_FROM_LOG = both(
    "De sleutel kwam van het logboek zelf. Geef hem met --key als u hem hebt vergeleken.",
    "The key came from the log itself. Give it with --key when you have compared it.",
)
NO_KEY_GIVEN = both(
    "Het logboek toont zijn sleutel niet zelf. Geef hem met --key.",
    "The log does not show its key itself. Give it with --key.",
)
NOT_FOLLOWED = both(
    "Het logboek {log} is nu niet te controleren: {why} Er is niets bewaard.",
    "The log {log} cannot be checked now: {why} Nothing was kept.",
)
UNPROVEN = both(
    "Het is niet te zien of dit logboek van {before} naar {now} regels alleen is gegroeid: {why} Probeer het later nog "
    "eens. De ondertekende standen staan naast {file}; bewaar ze, want als het logboek is herschreven, zijn ze het "
    "bewijs.",
    "It cannot be seen whether this log only grew from {before} to {now} leaves: {why} Try again later. The signed "
    "checkpoints are kept beside {file}; keep them, because if the log was rewritten, they are the proof.",
)
NOT_KEPT = both(
    "{file} is niet te schrijven ({why}). Kies een map die bestaat en waar u mag schrijven.",
    "{file} cannot be written ({why}). Choose a folder that exists and that you may write to.",
)
REWRITTEN = both(
    "Dit logboek is herschreven of toont twee versies: de stand van nu ({now} regels) begint niet met de stand van de "
    "vorige keer ({before} regels).",
    "This log was rewritten or shows two versions: the checkpoint of now ({now} leaves) does not begin with that of "
    "last time ({before} leaves).",
)
WENT_BACK = both(
    "Dit logboek ging terug van {before} naar {now} regels, en laat niet zien dat het hetzelfde logboek is.",
    "This log went back from {before} to {now} leaves, and does not show that it is the same log.",
)
CHAIN_BROKEN = both(
    "Dit logboek laat iets weg: regel {where} volgt niet op de vorige over hetzelfde algoritme.",
    "This log leaves something out: leaf {where} does not follow the one before of the same entry.",
)
PROOF_KEPT = both(
    "De ondertekende standen staan als bewijs naast {file}. Bewaar ze en vraag de organisatie om uitleg.",
    "The signed checkpoints are kept as proof beside {file}. Keep them and ask the body to explain.",
)
NO_RECORD = both(
    "De inhoud van {entry} is niet op te halen ({content}).", "The record of {entry} cannot be fetched ({content})."
)
NO_FACT = both("Er is geen gegeven veranderd.", "No fact changed.")
OTHER_LEAVES = both(
    "{first}-{last}: {count} regels, samen {size} bytes", "{first}-{last}: {count} leaves, {size} bytes together"
)
RECORDS_DAMAGED = both(
    "De map met inhoud is niet te gebruiken ({why}). Kies een nieuwe map; wat erin hoort, wordt opnieuw gelezen.",
    "The folder with records cannot be used ({why}). Choose a new folder; what belongs in it is read again.",
)
