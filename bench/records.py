"""Invented records in any number, the same for the same seed: Dutch sentences about invented work of real kinds.

Words follow a Zipf curve, as in real texts, so that a common word is in a fifth of all records and a rare one in a few.
"""

import csv
import random
from collections.abc import Iterator
from functools import partial
from itertools import accumulate
from pathlib import Path

_SUBJECTS = """
    parkeervergunningen kinderopvangtoeslag bijstandsuitkeringen huurtoeslag leerlingenvervoer
    schuldhulpverlening bouwvergunningen evenementenvergunningen afvalinzameling verkeersregelinstallaties
    bomenkap rioolinspectie dijkbewaking waterstanden muskusrattenvangst jeugdhulp woningtoewijzing woonfraude
    adresonderzoek identiteitscontrole inburgering studiefinanciering belastingaanslagen waardebepaling
    kwijtschelding subsidieaanvragen bezwaarschriften klachtenbehandeling telefoonverkeer postverwerking
    anonimisering archivering vertalingen toezicht handhaving horecacontroles milieumeldingen geluidsoverlast
    luchtkwaliteit energiebesparing laadpalen fietsparkeren gladheidsbestrijding brandveiligheid
    meldkamergesprekken ambulancespreiding cameratoezicht ondermijning zorgindicaties hulpmiddelen dagbesteding
    sporthalverhuur bibliotheekadvies museumbezoek straatverlichting
""".split()
_DEEDS = """
    beoordelen voorspellen ordenen controleren toewijzen herkennen plannen samenvatten vergelijken signaleren
    doorsturen tellen schatten selecteren
""".split()
_SENTENCES = (
    "Het algoritme helpt medewerkers bij het {deed} van {subject}",
    "Met gegevens over {noun} berekent het systeem een score voor {subject}",
    "Een medewerker bekijkt de uitkomst en beslist zelf over {subject}",
    "Als {noun} ontbreekt, wordt het dossier met de hand behandeld",
    "De uitkomst wordt elke maand vergeleken met een steekproef van {noun}",
    "Inwoners kunnen bezwaar maken tegen het besluit over {subject}",
    "De gegevens over {noun} worden na {number} maanden verwijderd",
    "Het systeem gebruikt {noun}, {second} en {third} uit de eigen administratie",
)
_NOUN_PARTS = """
    water woon werk zorg school weg bouw huis land straat spoor haven markt kerk bos strand sport muziek boek
    licht lucht grond steen glas hout staal papier vracht post geld loon huur koop ruil gast jeugd ouder buurt
    stads dorps kust berg winter zomer nacht dag week jaar
""".split()
_NOUN_ENDS = """
    gegevens plan kaart lijst meting kosten aanvraag controle overzicht register dienst regeling beheer
    onderzoek stroom plaats ruimte vergunning melding afspraak gebruik verbruik schade risico termijn nummer
""".split()
_LONG_NOUNS = 20_000
_BODIES = tuple(f"Gemeente Voorbeeld {number}" for number in range(1, 343))
_LAWS = (
    "Participatiewet",
    "Wegenverkeerswet 1994",
    "Gemeentewet",
    "Wmo 2015",
    "Omgevingswet",
    "Awb",
    "AVG",
    "Jeugdwet",
)


def records(count: int, *, seed: int = 1) -> Iterator[dict[str, str]]:
    """Give `count` records of Publicatiestandaard 1.0, in Dutch, each with a code of its own."""
    chance = random.Random(seed)
    nouns = [start + end for start in _NOUN_PARTS for end in _NOUN_ENDS]
    longer = [f"{start}{middle}{end}" for start in _NOUN_PARTS for middle in _NOUN_PARTS for end in _NOUN_ENDS]
    nouns += chance.sample(longer, _LONG_NOUNS)
    chance.shuffle(nouns)
    cumulative = list(accumulate(1 / rank for rank in range(1, len(nouns) + 1)))
    for number in range(count):
        draw = iter(chance.choices(nouns, cum_weights=cumulative, k=40))
        subject = chance.choice(_SUBJECTS)
        text = partial(_text, chance, subject, draw)
        yield {
            "name": f"{subject.capitalize()} {chance.choice(_DEEDS)} met {next(draw)} {number}",
            "organization": chance.choice(_BODIES),
            "description_short": text(2),
            "contact_email": "algoritmes@voorbeeld.example",
            "status": chance.choice(("In gebruik", "In ontwikkeling", "Buiten gebruik")),
            "publication_category": chance.choice(
                ("Impactvolle algoritmes", "Overige algoritmes", "Hoog-risico AI-systeem")
            ),
            "goal": text(3),
            "lawful_basis": chance.choice(_LAWS),
            "human_intervention": text(1),
            "source_data": text(1),
            "methods_and_models": text(2),
            "lars": code_of(number),
            "publication_dt": f"{chance.randint(2023, 2026)}-{chance.randint(1, 9):02}-{chance.randint(1, 28):02}",
        }


def _text(chance: random.Random, subject: str, draw: Iterator[str], sentences: int) -> str:
    filled = (
        sentence.format(
            deed=chance.choice(_DEEDS),
            subject=subject,
            noun=next(draw),
            second=next(draw),
            third=next(draw),
            number=chance.randint(1, 60),
        )
        for sentence in chance.choices(_SENTENCES, k=sentences)
    )
    return ". ".join(filled) + "."


def code_of(number: int) -> str:
    """Return the code of the Dutch register with this number: seven digits 1 to 9 and their check digit."""
    digits = []
    for _ in range(7):
        number, digit = divmod(number, 9)
        digits.append(digit + 1)
    check = (sum(digits[0:7:2]) * 3 + sum(digits[1:6:2])) % 10
    return "".join(map(str, [*digits, check]))


def write_csv(path: Path, count: int) -> None:
    """Write records as a CSV file."""
    columns = list(next(records(1)))
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, columns, quoting=csv.QUOTE_ALL)
        table.writeheader()
        table.writerows(records(count))
