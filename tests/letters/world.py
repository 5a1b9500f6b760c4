"""A profile of invented rent support in three languages with everything in it, a decision of it, and plain views."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.letters.explanation import Explanation

CODE = "7F3K-9QWM-2XTB-5HRA-8CVN-4DZG"
ADDRESS = "https://kenbaar.example/besluit"


def texts(nl: str, en: str, fr: str) -> dict[str, str]:
    """Return a text in every language."""
    return {"nl": nl, "en": en, "fr": fr}


CITY = texts("Gemeente Lindewaarde", "City of Lindewaarde", "Ville de Lindewaarde")
ROUTES: list[dict[str, Any]] = [
    {
        "kind": "objection",
        "body": CITY,
        "term": {"count": 6, "unit": "weeks"},
        "ways": [
            {"channel": "web", "address": "https://lindewaarde.example/bezwaar"},
            {"channel": "post", "address": "Postbus 1, 1234 AB Lindewaarde"},
        ],
        "cost": texts("niets.", "nothing.", "rien."),
    },
    {"kind": "explanation", "body": CITY, "ways": [{"channel": "email", "address": "uitleg@lindewaarde.example"}]},
    {"kind": "human_review", "body": CITY, "ways": [{"channel": "phone", "address": "14 0123"}]},
    {
        "kind": "access_commission",
        "body": texts("de commissie voor inzage", "the access commission", "la CADA"),
        "term": {"count": 2, "unit": "months", "after": "answer"},
        "ways": [{"channel": "web", "address": "https://commissie.example"}],
    },
    {"kind": "data_protection_authority", "body": texts("de privacywaakhond", "the privacy authority", "la CNIL")},
    {"kind": "ombudsman", "body": texts("de ombudsman", "the ombudsman", "le médiateur")},
]
CONTENT: dict[str, Any] = {
    "name": texts("Huurhulp", "Rent support", "Aide au loyer"),
    "languages": ["nl", "en", "fr"],
    "entry": "nl-0042",
    "version": 3,
    "public_page": "https://kenbaar.example/algoritmes/nl-0042",
    "responsible": {
        "name": CITY,
        "contact": [{"channel": "desk", "address": "Markt 1"}],
        "officer": [{"channel": "email", "address": "fg@lindewaarde.example"}],
    },
    "algorithm": texts("Rekenhulp huur", "Rent calculator", "Calculateur de loyer"),
    "purpose": texts(
        "Wij rekenen uit hoeveel huurhulp u krijgt.",
        "We work out how much rent support you get.",
        "Calculer le montant de votre aide au loyer.",
    ),
    "automation": "support",
    "contribution": texts("Het rekent een bedrag voor.", "It proposes an amount.", "Il propose un montant."),
    "data": [
        {
            "id": "income",
            "label": texts("Inkomen", "Income", "Revenu"),
            "meaning": texts("Wat u per jaar verdient.", "What you earn a year.", "Ce que vous gagnez par an."),
            "source": texts("de Belastingdienst", "the tax office", "les impôts"),
            "kind": "money",
        },
        {
            "id": "people",
            "label": texts("Mensen in huis", "People at home", "Personnes au foyer"),
            "source": texts("uzelf", "yourself", "vous-même"),
            "kind": "number",
            "unit": texts("mensen", "people", "personnes"),
        },
        {
            "id": "born",
            "label": texts("Geboren op", "Born on", "Date de naissance"),
            "source": texts("de basisregistratie", "the population register", "l’état civil"),
            "kind": "date",
        },
        {
            "id": "alone",
            "label": texts("Woont alleen", "Lives alone", "Vit seul"),
            "source": texts("uzelf", "yourself", "vous-même"),
            "kind": "yes_no",
        },
        {
            "id": "home",
            "label": texts("Woning", "Home", "Logement"),
            "source": texts("uzelf", "yourself", "vous-même"),
            "kind": "choice",
            "options": [{"id": "flat", "label": texts("een flat", "a flat", "un appartement")}],
            "required": False,
        },
        {
            "id": "rent",
            "label": texts("Huur", "Rent", "Loyer"),
            "source": texts("de verhuurder", "the landlord", "le bailleur"),
            "kind": "money",
            "unit": texts("kronen", "crowns", "couronnes"),
        },
        {
            "id": "street",
            "label": texts("Straat", "Street", "Rue"),
            "source": texts("uzelf", "yourself", "vous-même"),
            "required": False,
        },
    ],
    "parameters": [
        {
            "id": "income",
            "label": texts("Inkomen", "Income", "Revenu"),
            "meaning": texts(
                "Meer inkomen geeft minder hulp.", "More income, less support.", "Plus de revenu, moins d’aide."
            ),
            "weight": "-0.25",
            "unit": texts("punten", "points", "points"),
            "data": ["income"],
        },
        {
            "id": "people",
            "label": texts("Mensen in huis", "People at home", "Personnes au foyer"),
            "meaning": texts(
                "Meer mensen geeft meer hulp.", "More people, more support.", "Plus de personnes, plus d’aide."
            ),
            "unit": texts("punten", "points", "points"),
            "data": ["people"],
        },
    ],
    "operations": texts("Optellen en vergelijken.", "Adding and comparing.", "Additionner et comparer."),
    "logic": texts("Punten worden een bedrag.", "Points become an amount.", "Les points deviennent un montant."),
    "consequences": texts(
        "U krijgt elke maand geld.", "You get money each month.", "Vous recevez de l’argent chaque mois."
    ),
    "human_part": texts(
        "Een medewerker kijkt elke uitkomst na.", "An official checks it.", "Un agent vérifie chaque résultat."
    ),
    "choices": texts("Wij tellen vakantiegeld niet mee.", "We leave out holiday pay.", "Les primes ne comptent pas."),
    "selection": {
        "classes": [
            {
                "id": "check",
                "label": texts("extra controle", "extra check", "contrôle renforcé"),
                "meaning": texts("Wij bellen u nog op.", "We will call you.", "Nous vous appellerons."),
            }
        ],
        "basis": "policy",
    },
    "routes": ROUTES,
    "withheld": [
        {
            "what": texts("De grens voor de controle", "The limit for the check", "Le seuil du contrôle"),
            "law": "AVG",
            "article": "artikel 23",
        }
    ],
    "fria_summary": "https://kenbaar.example/fria",
    "dpia_summary": "https://kenbaar.example/dpia",
    "outcomes": [{"id": "granted", "label": texts("u krijgt huurhulp", "you get rent support", "vous recevez l’aide")}],
    "wording": {"template": "decision/1"},
}


def profile(**changes: Any) -> Profile:
    """Return the profile, with some members replaced."""
    return Profile.model_validate(CONTENT | changes)


def decision(**changes: Any) -> Decision:
    """Return the decision, with some members replaced."""
    content: dict[str, Any] = {
        "reference": "HH-2026-0001",
        "decided_on": dt.date(2026, 11, 29),
        "language": "nl",
        "outcome": "granted",
        "addressee": "Zoë de Wit",
        "values": {
            "income": "12345.50",
            "people": "3",
            "born": "1990-02-01",
            "alone": "no",
            "home": "flat",
            "rent": "850",
        },
        "contributions": {"income": "-3", "people": "12.5"},
        "person_class": "check",
        "human": "Een collega heeft het bedrag nagerekend.",
        "reasons": "Uw huur is hoog voor uw inkomen.",
        "settings": "versie 2.1",
    }
    return Decision(**content | changes)


def plain(explanation: Explanation) -> str:
    """Return an explanation as text, for people to read in a golden file."""
    return "\n".join(_lines(explanation)) + "\n"


def _lines(explanation: Explanation) -> Iterator[str]:
    yield f"# {explanation.title}"
    yield f"({explanation.about})"
    for section in explanation.sections:
        yield f"\n## {section.heading} [{section.id}]"
        yield from (each.text for each in section.paragraphs)
        if section.table:
            yield " | ".join(section.table.columns)
            yield from (" | ".join(cell.text.replace("\n", " / ") for cell in row) for row in section.table.rows)
        if section.bars_told:
            yield section.bars_told.text
            yield from (f"{bar.label.text}: {bar.figure.text} [{bar.share}]" for bar in section.bars)
        yield from (f"- {route.paragraph.text} [{route.kind} {route.last_day}]" for route in section.routes)
