"""The words in which the offline verifier speaks, in Dutch and English. They come without the libraries of the site."""

from collections.abc import Mapping
from typing import NamedTuple

from kenbaar.ledger.verifying import NotProven, Proven, Why


class Words(NamedTuple):
    """A sentence in both languages, with places in braces."""

    nl: str
    en: str

    def to(self, language: str) -> str:
        """Return the sentence in `nl` or `en`."""
        return self.en if language == "en" else self.nl


# No more than every verdict without a failed check proves. What was not checked or happened since, stands below it.
TRUE = Words("Er is niets veranderd sinds dit is vastgelegd.", "Nothing was changed since this was recorded.")
FALSE = Words("Het klopt niet.", "It is not true.")
CHECKS = Words("Gecontroleerd", "Checked")
PROVEN_HEAD = Words("Bewezen", "Proven")
NOT_PROVEN_HEAD = Words("Niet bewezen", "Not proven")
YES = Words("ja", "yes")
NO = Words("nee", "no")
NOT_MADE = Words("niet gedaan", "not made")

DESCRIPTION = Words(
    "Controleer een logbewijs zonder netwerk en zonder databank. "
    "Uitkomst 0: er is niets veranderd; 1: het klopt niet; 2: een bestand is niet te lezen.",
    "Check a receipt of the log without network or database. "
    "Exit code 0: nothing was changed; 1: not true; 2: a file cannot be read.",
)
RECEIPT_HELP = Words("het logbewijs, zoals gedownload", "the receipt, as it was downloaded")
RECORD_HELP = Words(
    "de inhoud (JSON) die erbij hoort; zonder dit bestand wordt de inhoud niet vergeleken",
    "the record (JSON) that belongs to it; without this file no content is compared",
)
KEY_HELP = Words(
    "een openbare sleutel van het logboek of van een getuige; mag vaker",
    "a public key of the log or of a witness; may be repeated",
)
LANGUAGE_HELP = Words("taal van de uitkomst", "language of the outcome")
NO_FILE = Words(
    "Het bestand {file} is niet te openen. Kijk of de naam klopt.",
    "The file {file} cannot be opened. Check its name.",
)
BAD_KEY = Words(
    "{key} is geen openbare sleutel. Neem hem over zoals de organisatie hem publiceert: naam+code+tekst.",
    "{key} is not a public key. Copy it as the body publishes it: name+code+text.",
)

# What each numbered check found when it passed.
PASSED: Mapping[int, Words] = {
    1: Words("De bestanden hebben de juiste vorm.", "The files have the right form."),
    2: Words("De stand van het logboek is ondertekend.", "The checkpoint of the log is signed."),
    3: Words("Elke regel staat in het ondertekende logboek.", "Every leaf is in the log that was signed."),
    4: Words("De inhoud is die van een regel.", "The content is that of a leaf."),
    5: Words("De regels volgen op elkaar zonder gat.", "The leaves follow one another without a gap."),
}

# The last check of a notice is another one.
STEPS_PASSED = Words(
    "Wat er daarna gebeurde, gaat over deze melding en staat op volgorde.",
    "What happened since is about this notice, and in order.",
)
STEPS: Mapping[str, Words] = {
    "withdrawn": Words("ingetrokken", "withdrawn"),
    "corrected": Words("verbeterd door melding {follower}", "corrected by notice {follower}"),
    "erased": Words("gewist", "erased"),
}

# Why a check failed or was not made.
WHY: Mapping[Why, Words] = {
    Why.RECEIPT_UNREADABLE: Words(
        "Dit is geen logbewijs, of het is beschadigd of opnieuw opgeslagen. Download het nog een keer.",
        "This is not a receipt, or it was damaged or saved again by a program. Download it once more.",
    ),
    Why.RECORD_UNREADABLE: Words(
        "De inhoud is niet te lezen: het is geen JSON, of het is beschadigd. Download de inhoud nog een keer.",
        "The record cannot be read: it is not JSON, or it is damaged. Download it once more.",
    ),
    Why.OTHER_LOG: Words(
        "Geen van de sleutels hoort bij het logboek dat het logbewijs noemt.",
        "None of the keys belongs to the log that the receipt names.",
    ),
    Why.NOT_SIGNED: Words(
        "De sleutel van het logboek heeft deze stand niet ondertekend, of de tekst is daarna veranderd.",
        "The key of the log did not sign this checkpoint, or the text was changed afterwards.",
    ),
    Why.LEAF_NOT_IN_TREE: Words(
        "Een regel staat niet in het ondertekende logboek: de regel of het bewijs is veranderd.",
        "A leaf is not in the log that was signed: the leaf or its proof was changed.",
    ),
    Why.RECORD_NOT_IN_LEAVES: Words(
        "Deze inhoud staat in geen van de regels: het is een andere versie, of de inhoud is veranderd.",
        "This content is in none of the leaves: it is another version, or it was changed.",
    ),
    Why.CHAIN_BROKEN: Words(
        "De regels zijn geen hele geschiedenis: er mist een regel, of een regel hoort er niet bij.",
        "The leaves are no complete history: one is missing, or one does not belong to it.",
    ),
    Why.STEPS_BROKEN: Words(
        "Een stap gaat over een andere melding, of staat niet op volgorde.",
        "A step is about another notice, or is not in order.",
    ),
    Why.NO_STEPS: Words(
        "Het logbewijs noemt geen stap na de uitgifte van de melding.",
        "The receipt names no step after the notice was issued.",
    ),
    Why.NO_RECORD: Words("Er is geen inhoud gegeven om te vergelijken.", "No record was given to compare."),
    Why.ONE_VERSION: Words(
        "Het logbewijs gaat over één versie, niet over de geschiedenis.",
        "The receipt is about one version, not about the history.",
    ),
    Why.NOT_REACHED: Words("Een eerdere controle ging mis.", "An earlier check failed."),
}

PROVEN: Mapping[Proven, Words] = {
    Proven.SIGNED: Words(
        "{key} ondertekende dat het logboek {origin} toen {size} regels had.",
        "{key} signed that the log {origin} had {size} leaves at that time.",
    ),
    Proven.INCLUDED: Words(
        "In dat logboek staat over {entry}: regel {numbers}.",
        "That log has about {entry}: leaf {numbers}.",
    ),
    Proven.RECORD: Words(
        "De inhoud is precies die van regel {matching}.",
        "The content is exactly that of leaf {matching}.",
    ),
    Proven.HISTORY: Words(
        "Dit zijn alle regels over {entry} van de eerste tot en met regel {last}; ertussen is niets weggelaten.",
        "These are all leaves about {entry} from the first to leaf {last}; nothing between them was left out.",
    ),
    Proven.NOTICE: Words(
        "In dat logboek staat de vastlegging van een melding: regel {notice}.",
        "That log has the commitment to a notice: leaf {notice}.",
    ),
    Proven.NOTICE_CONTENT: Words(
        "De inhoud is precies die van deze melding, zoals zij is uitgegeven; er is niets aan veranderd.",
        "The content is exactly that of this notice as it was issued; nothing in it was changed.",
    ),
    Proven.NOTICE_STEPS: Words(
        "Daarna legde de organisatie vast: {steps}.",
        "Since then the body recorded: {steps}.",
    ),
    Proven.WITNESSED: Words(
        "Getuigen die dit logboek zagen groeien: {witnesses}.",
        "Witnesses who saw this log grow: {witnesses}.",
    ),
}

NOT_PROVEN: Mapping[NotProven, Words] = {
    NotProven.KEY: Words(
        "Dat de sleutel van de organisatie is: hij komt uit het logbewijs zelf. "
        "Vergelijk hem met de sleutel die de organisatie publiceert: {key}",
        "That the key is the body's: it comes from the receipt itself. "
        "Compare this key with the one that the body publishes: {key}",
    ),
    NotProven.RECORD: Words(
        "Wat er in de regels staat: er is geen inhoud vergeleken.",
        "What the leaves are about: no content was compared.",
    ),
    NotProven.HISTORY: Words(
        "Wat er vóór deze versie stond: vraag daarvoor het logbewijs van de hele geschiedenis.",
        "What came before this version: ask for the receipt of the whole history.",
    ),
    NotProven.LATER: Words(
        "Dat er geen latere of andere regels over dit algoritme zijn. Dat ziet wie het hele logboek leest.",
        "That there are no later or other leaves about this entry. Whoever reads the whole log sees that.",
    ),
    NotProven.NOTICE_CONTENT: Words(
        "Om welke melding het gaat: er is geen inhoud vergeleken.",
        "Which notice it is: no content was compared.",
    ),
    NotProven.NOTICE_LATER: Words(
        "Dat de melding nu nog zo staat: zij kan na dit logbewijs zijn ingetrokken of verbeterd. Haal een nieuw op.",
        "That the notice still stands so: it can be withdrawn or corrected after this receipt. Fetch a new one.",
    ),
    NotProven.CONTENT: Words(
        "Dat de inhoud waar is: bewezen is alleen dat de organisatie dit toen zei.",
        "That the content is true: proven is only that the body said so at that time.",
    ),
    NotProven.SAME_FOR_ALL: Words(
        "Dat iedereen hetzelfde logboek te zien krijgt: geen getuige die u kent, ondertekende mee.",
        "That the log shows everybody the same: no witness that you know signed as well.",
    ),
}
