"""The words of `kenbaar notices`."""

from kenbaar.values import both

SECRET_MADE = both(
    "Nieuw geheim voor de meldingen: {file}. Maak er een kopie van en bewaar die veilig, niet bij de back-up van de "
    "database.",
    "New secret of the notices: {file}. Make a copy and keep it safe, not beside the backup of the database.",
)
KEY_MADE = both(
    "Sleutel {number} van {body} staat in {file}. Maak er een kopie van en bewaar die veilig: zonder deze sleutel kan "
    "de organisatie haar meldingen niet lezen.",
    "Key {number} of {body} is in {file}. Make a copy and keep it safe: without it the body cannot read its notices.",
)
FILE_THERE = both(
    "{file} is er al. Kies een andere naam: een sleutel wordt nooit overschreven.",
    "{file} is there already. Choose another name: a key is never overwritten.",
)
NO_FILE = both(
    "{file} is niet te schrijven ({why}). Kies een map die bestaat en waar u mag schrijven.",
    "{file} cannot be written ({why}). Choose a folder that exists and that you may write to.",
)
NO_PROFILE = both(
    "{named} is geen naam van een meldingsprofiel. Schrijf die als organisatie/naam, zoals in het adres op de site.",
    "{named} is no name of a notice profile. Write it as body/name, as in its address on the site.",
)
WHICH_ENTRY = both(
    "Er is nog geen profiel {slug}. Zeg met --entry bij welk algoritme het hoort, met het kenmerk uit het register.",
    "There is no profile {slug} yet. Say with --entry to which algorithm it belongs: copy the reference of its entry.",
)
NO_BODY = both(
    "Er is geen organisatie {body}. Neem de korte naam over uit haar adres op de site.",
    "There is no body {body}. Copy the short name from its address on the site.",
)
WITHDRAWN = both("Melding {number} is ingetrokken.", "Notice {number} is withdrawn.")
ERASED = both(
    "Wat melding {number} zei, is gewist. Het bewijs dat het er was, blijft.",
    "What notice {number} said is erased. The proof that it was there stays.",
)
CORRECTED = both(
    "Melding {number} is verbeterd door melding {follower}. De code voor de nieuwe brief: {code}",
    "Notice {number} is corrected by notice {follower}. The code for the new letter: {code}",
)
SAID_ALREADY = both(
    "Melding {number} zegt dit al. Er is niets veranderd. De code is nog steeds: {code}",
    "Notice {number} says this already. Nothing was changed. The code is still: {code}",
)
RECEIPT = both(
    "Het logbewijs van melding {number} staat in {file}. Controleer het met `python -m kenbaar.ledger verify`.",
    "The receipt of notice {number} is in {file}. Check it with `python -m kenbaar.ledger verify`.",
)
WHICH_CODE = both("De code van de melding", "The code of the notice")
LETTER = both(
    "De bladzijde bij de brief staat in {file}. Wie haar heeft, kan de melding lezen.",
    "The page for with the letter is in {file}. Whoever has it can read the notice.",
)
NO_DECISION = both(
    "In {file} staat geen besluit: het is er niet, of het is niet één JSON-object. Zie de voorbeelden in de API.",
    "{file} holds no decision: it is not there, or it is not one JSON object. See the examples of the API.",
)
SURE = both(
    "Wissen is voorgoed: niemand kan melding {number} daarna nog lezen. Doorgaan?",
    "Erasing is for good: nobody can read notice {number} after it. Go on?",
)
PROFILE_KEPT = both(
    "Versie {number} van het profiel {body}/{slug} staat klaar als concept. Iemand moet het aan de desk indienen, en "
    "een ander goedkeuren.",
    "Version {number} of the profile {body}/{slug} is ready as a draft. Somebody hands it in at the desk, and another "
    "approves it.",
)
PROFILE_LACKS = both("Dit ontbreekt nog voordat iemand het kan indienen:", "This lacks before anybody can hand it in:")
PROFILE_REFUSED = both(
    "{file} is geen profiel. Er is niets bewaard. Dit past niet:",
    "{file} is no profile. Nothing was kept. This does not fit:",
)
