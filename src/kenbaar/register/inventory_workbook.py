"""The inventory of a body as a workbook to work in: what a filter finds, with what people are working on."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import QuerySet

from kenbaar.people.actors import Actor
from kenbaar.people.models import Body
from kenbaar.register.exporting import REFERENCE_COLUMN
from kenbaar.register.filtering import Filter
from kenbaar.register.models import Entry
from kenbaar.register.queries.inventory import inventory_entries
from kenbaar.register.round_trip import row_of, working_standard
from kenbaar.rules.answers import Sheet
from kenbaar.standards.fields import Field, folded
from kenbaar.standards.files.workbooks import Names, WorkColumn, write_workbook
from kenbaar.standards.own import SEEN
from kenbaar.standards.shapes import Shape
from kenbaar.values import Language, LocalText, both

_WIDE = frozenset({Shape.TEXT, Shape.RECORDS})
_RECORDS, _EXPLANATION, _CHOICES = both("Inventaris", "Inventory"), both("Uitleg", "Help"), both("Keuzes", "Options")
_HOW: tuple[tuple[LocalText, LocalText], ...] = (
    (
        both("Zo werkt het", "How it works"),
        both(
            "Elke rij is een algoritme, elke kolom een gegeven. Wijzig wat u wilt, sla het bestand op en lees het weer "
            "in bij de inventaris. U ziet eerst wat er verandert. Niets wordt gepubliceerd.",
            "Each row is an entry, each column a fact. Change what you like, save the file and bring it back at the "
            "inventory. You first see what will change. Nothing is published.",
        ),
    ),
    (
        both("Nieuw algoritme", "New entry"),
        both(
            "Maak een rij onder de laatste, zonder kenmerk. Een naam is genoeg om te beginnen.",
            "Make a row below the last one, without a reference. A name is enough to begin.",
        ),
    ),
    (
        both("Geen antwoord", "No answer"),
        both(
            "Schrijf Onbekend, Volgt of Volgt: 2027-03, of Niet van toepassing: met de reden erachter.",
            "Write Unknown, Follows or Follows: 2027-03, or Not applicable: with the reason behind it.",
        ),
    ),
    (
        both("Meer keuzes", "Several options"),
        both("Zet komma’s tussen de keuzes, in één cel.", "Put commas between the options, in one cell."),
    ),
    (
        both("Lijsten", "Lists"),
        both(
            "Een lijst, zoals die van besluiten en diensten, leest u hier alleen. Wijzig hem in het formulier.",
            "A list, such as that of decisions and services, is here to be read. Change it in the form.",
        ),
    ),
    (
        both("Iemand anders ook bezig", "Somebody else at work too"),
        both(
            "Heeft iemand hetzelfde gegeven intussen gewijzigd? Dan blijft dat staan. Uw antwoord bewaren we ernaast, "
            "en u kiest later.",
            "Did somebody change the same fact meanwhile? Then that stays. Your answer is kept beside it, and you "
            "choose later.",
        ),
    ),
)


def inventory_workbook(
    actor: Actor, body: Body, wanted: Filter, *, language: Language, now: dt.datetime
) -> Iterator[bytes]:
    """Return a workbook of what the actor sees, as a stream. Raises InventoryNotForYou."""
    rows = inventory_entries(actor, body, wanted, now=now).order_by("name_nl", "id")
    records = (row_of(reference, sheet, language) for reference, sheet in _sheets(rows))
    return write_workbook(records, _columns(language), _names(language))


def _sheets(rows: QuerySet[Entry]) -> Iterator[tuple[str, Sheet]]:
    columns = ("reference", "draft__id", "draft__sheet", "latest__sheet")
    for reference, draft, drafted, latest in rows.values_list(*columns).iterator(chunk_size=200):
        yield reference, Sheet(latest if draft is None else drafted)


def _columns(language: Language) -> list[WorkColumn]:
    return [
        # The readers of files know these columns by these names only.
        WorkColumn(REFERENCE_COLUMN, REFERENCE_COLUMN, width=14, open=False),
        *(_column(field, language) for field in working_standard().fields),
        WorkColumn(SEEN, SEEN, open=False, hidden=True),
    ]


def _column(field: Field, language: Language) -> WorkColumn:
    has_one = field.shape in {Shape.CHOICE, Shape.YES_NO}
    choices = tuple(each.en if language is Language.EN else each.nl for each in field.options) if has_one else ()
    width, is_list = 48 if field.shape in _WIDE else 24, field.shape is Shape.RECORDS
    return WorkColumn(field.id, _title(field, language), choices, width, open=not is_list)


def _title(field: Field, language: Language) -> str:
    """Return the label of a field, or its id where another field has that label too."""
    label = field.label.to(language)
    return label if working_standard().by_header.get(folded(label)) == field.id else field.id


def _names(language: Language) -> Names:
    how = tuple((title.to(language), text.to(language)) for title, text in _HOW)
    # With a colon: a sheet of bare labels would be read as records.
    facts = tuple(
        (f"{_title(field, language)}:", field.guidance.to(language) if field.guidance else "")
        for field in working_standard().fields
    )
    return Names(_RECORDS.to(language), _EXPLANATION.to(language), _CHOICES.to(language), (*how, *facts))
