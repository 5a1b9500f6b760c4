"""The words in which the commands of the log report, in Dutch and English."""

from collections.abc import Mapping

from kenbaar.cli.log.monitor_wording import FILES
from kenbaar.journal.log.standing import Published
from kenbaar.journal.log.witnessing import Outcome
from kenbaar.values import LocalText, both

SEALING = both("logboek verzegelen", "sealing the log")
SEALED = both(
    "Logboek {log}: {size} regels verzegeld, waarvan {added} nieuw.",
    "Log {log}: {size} leaves sealed, {added} of them new.",
)
KEYS_MADE = both(
    "Nieuwe sleutels voor de logboeken: {file}. Maak er een kopie van en bewaar die veilig.",
    "New keys for the logs: {file}. Make a copy and keep it safe.",
)
RECORDED = both(
    "{count} openbare stappen van vóór het logboek zijn erin vastgelegd.",
    "{count} public steps from before the log were recorded in it.",
)
LOG = both("Logboek {log}", "Log {log}")
WHICH_LOG = both("Zeg met --log voor welk logboek de sleutel is.", "Say with --log which log the key is for.")

STATUS: Mapping[str, LocalText] = {
    "leaves": both("regels", "leaves"),
    "sealed": both("verzegeld", "sealed"),
    "waiting": both("wacht", "waiting"),
    "sealed_at": both("verzegeld op", "sealed at"),
    "published": both("gepubliceerd", "published"),
    "place": both("plaats", "place"),
    "keys": both("sleutels", "keys"),
    "witnesses": both("getuigen", "witnesses"),
}
NO_KEY = both("geen; maak er een met `kenbaar setup`", "none; make one with `kenbaar setup`")
PUBLISHED: Mapping[Published, LocalText] = {
    Published.NEITHER: both("er is nog niets verzegeld", "nothing is sealed yet"),
    Published.SAME: both("ja, de laatste stand", "yes, the latest checkpoint"),
    Published.OTHER: both(
        "een andere stand dan in de databank; `kenbaar log seal` brengt hem bij, `kenbaar log audit` zoekt uit waarom",
        "another checkpoint than in the database; `kenbaar log seal` renews it, `kenbaar log audit` finds out why",
    ),
    Published.MISSING: both("nee; `kenbaar log seal` doet het", "no; `kenbaar log seal` does it"),
    Published.UNREACHABLE: both("onbekend: de opslag is niet bereikbaar", "unknown: the storage cannot be reached"),
}

KEY_ADDED = both(
    "Nieuwe sleutel: {key}\n"
    "Hij staat in {file}. Maak er een kopie van en publiceer de openbare sleutel. Beide sleutels ondertekenen nu; "
    "`kenbaar log seal --log {log}` doet dat meteen. Haal de oude regel pas uit het bestand als iedereen die het "
    "logboek volgt, de nieuwe sleutel heeft. Bewaar de oude openbare sleutel: die hoort bij oude logbewijzen.",
    "New key: {key}\n"
    "It is in {file}. Make a copy and publish the public key. Both keys sign from now on; "
    "`kenbaar log seal --log {log}` does so at once. Take the old line out of the file only when everybody who follows "
    "the log has the new key. Keep the old public key: old receipts need it.",
)

COPYING = both("logboek kopiëren", "copying the log")
COPIED = both("Logboek {log}: {size} regels gekopieerd naar {folder}.", "Log {log}: {size} leaves copied to {folder}.")

AUDITING = both("logboek {log} nalezen", "reading the log {log}")
AUDITING_ENTRIES = both("register vergelijken", "comparing the register")
SOUND = both(
    "Logboek {log}: {size} regels nagelezen; alles klopt.", "Log {log}: {size} leaves were read; everything is sound."
)
EXPECTED = both("verwacht", "expected")
FOUND = both("gevonden", "found")
DIFFERENCES: Mapping[str, LocalText] = {
    **FILES,
    "checkpoint": both(
        "De gepubliceerde stand is niet die van de databank.",
        "The published checkpoint is not the one of the database.",
    ),
    "head": both("De stand in de databank klopt niet.", "The checkpoint in the database is not sound."),
    "row": both("De rij mist of is er te veel.", "The row is missing, or is one too many."),
    "leaf": both("De rij zegt iets anders dan het logboek.", "The row says something else than the log."),
    "subject": both("De rij noemt een ander algoritme dan de regel.", "The row names another entry than the leaf."),
    "digest": both("De rij noemt een andere inhoud dan de regel.", "The row names another record than the leaf."),
    "content": both("De inhoud van de regel mist of is veranderd.", "The record of the leaf is missing or changed."),
    "chain": both(
        "De regel volgt niet op de vorige over dit algoritme.", "The leaf does not follow the one before of this entry."
    ),
    "leaf_without_step": both(
        "Het logboek heeft een stap die het register niet heeft.", "The log has a step that the register has not."
    ),
    "step_without_leaf": both(
        "Het register heeft een stap die het logboek niet heeft.", "The register has a step that the log has not."
    ),
    "step": both("De stap is anders dan in het logboek.", "The step differs from the log."),
    "fact": both("Het gegeven is anders dan in het logboek.", "The fact differs from the log."),
    "kept": both(
        "Wat de bron naast de gegevens zei, is anders dan in het logboek.",
        "What the source said beside the facts differs from the log.",
    ),
    "published": both(
        "Wat de pagina toont, volgt niet uit de laatste stap.",
        "What the page shows does not follow from the last step.",
    ),
}

RECORDED_AS = both("regel", "leaf")
ONLY_BESIDE = both(
    "Er is geen gegeven veranderd, alleen wat de bron naast de gegevens schreef.",
    "No fact changed, only what the source wrote beside the facts.",
)
NO_ENTRY = both(
    "Het logboek zegt niets over {reference}. Kijk of het kenmerk klopt.",
    "The log says nothing about {reference}. Check the reference.",
)

ASKING = both("getuigen vragen", "asking witnesses")
NO_WITNESSES = both(
    "Er zijn geen getuigen ingesteld. Zet ze in KENBAAR_LOG_WITNESSES: sleutel en adres, een per regel.",
    "No witnesses are set. Put them in KENBAAR_LOG_WITNESSES: key and address, one a line.",
)
ASKED: Mapping[Outcome, LocalText] = {
    Outcome.COSIGNED: both("heeft meegetekend.", "cosigned."),
    Outcome.ALREADY: both("had al meegetekend.", "had cosigned already."),
    Outcome.NOTHING_SEALED: both("er is nog niets verzegeld.", "nothing is sealed yet."),
    Outcome.KNOWS_ANOTHER: both(
        "kent een andere of latere stand van dit logboek ({why}). Is er een oudere databank teruggezet? "
        "Zoek het uit met `kenbaar log audit` voordat u verdergaat.",
        "knows another or a later checkpoint of this log ({why}). Was an older database put back? "
        "Find out with `kenbaar log audit` before you go on.",
    ),
    Outcome.REFUSED: both(
        "tekent niet mee ({why}). Vraag de getuige of hij dit logboek volgt.",
        "does not cosign ({why}). Ask the witness whether it follows this log.",
    ),
    Outcome.FALSE: both(
        "gaf geen handtekening die bij zijn sleutel en bij de laatste stand past. Probeer het nog eens; "
        "controleer anders de sleutel.",
        "gave no signature that fits its key and the latest checkpoint. Try again; otherwise check its key.",
    ),
}
SERVE_NEEDS = both(
    "Een getuige heeft --key, --state en minstens één --follow nodig.",
    "A witness needs --key, --state and at least one --follow.",
)
NO_WITNESS_KEY = both(
    "Het bestand {file} is er niet. Geef met --name een naam om er een sleutel in te maken.",
    "The file {file} is not there. Give a name with --name to make a key in it.",
)
SERVING = both("Deze getuige is {key} en antwoordt op {address}", "This witness is {key} and answers at {address}")
