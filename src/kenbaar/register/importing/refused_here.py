"""Why a row is not taken into the drafts of a body, and the way out."""

from dataclasses import dataclass

from kenbaar.values import LocalText, both


@dataclass(frozen=True, slots=True)
class Why:
    """A reason, in words, with what to do about it."""

    kind: str
    what: LocalText
    remedy: LocalText


OTHER_BODY = Why(
    "other_body",
    both("Deze rij is van een andere organisatie.", "This row is about another body."),
    both(
        "Is het toch uw organisatie? Schrijf dan haar naam zoals die hierboven staat, of laat het veld leeg.",
        "Is it your body after all? Then write its name as it stands above, or leave the field empty.",
    ),
)
NOT_YOURS = Why(
    "not_yours",
    both("Deze code is van een algoritme dat u hier niet kunt bewerken.", "This code is of an entry you cannot edit."),
    both("Kijk de code na, of haal hem weg.", "Check the code, or take it out."),
)
GONE = Why(
    "gone",
    both("Het kenmerk van deze rij bestaat hier niet.", "The reference of this row is not known here."),
    both(
        "Is het een nieuw algoritme? Maak dan een nieuwe rij onderaan, zonder kenmerk.",
        "Is it a new entry? Then make a new row at the bottom, without a reference.",
    ),
)
ARCHIVED = Why(
    "archived",
    both("Dit algoritme staat in het archief en verandert niet meer.", "This entry is archived and does not change."),
    both("Maak een nieuw algoritme als het weer in gebruik is.", "Make a new entry when it is used again."),
)
# The kinds of lines of the repair list that say that a row was left out.
LEFT_OUT = frozenset({OTHER_BODY.kind, NOT_YOURS.kind, GONE.kind, ARCHIVED.kind, "repeated"})
