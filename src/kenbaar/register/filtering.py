"""What somebody wants to see of an inventory, as an address can hold it. Pure: `queries/inventory.py` looks it up.

Whatever an address asks that cannot be, counts as not asked: a link that somebody kept never breaks.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import urlencode

from kenbaar.register.lifecycle import Access, State
from kenbaar.rules.facts import vocabulary

_LONGEST_WORDS = 100
_MOST_MONTHS = 120
# More digits are no number of a person or of months.
_MOST_DIGITS = 9


class Owned(StrEnum):
    """Whose entries are asked for, besides those of one person by number."""

    MINE = "me"
    NOBODY = "nobody"


class Order(StrEnum):
    """How a list is sorted."""

    NAME = "name"
    TOUCHED = "touched"
    UNTOUCHED = "untouched"
    LACKING = "lacking"


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked; what is empty is not asked. `owner` is one of `Owned`, or the number of a person.

    `phase`, `category` and `said_class` are options of the facts that the name plate repeats. `experiment` is yes or
    no, `lacking` and `editing` are yes. `untouched` is a number of months.
    """

    words: str = ""
    state: str = ""
    phase: str = ""
    experiment: str = ""
    category: str = ""
    said_class: str = ""
    owner: str = ""
    access: str = ""
    lacking: str = ""
    editing: str = ""
    untouched: str = ""
    sort: str = ""

    @property
    def months(self) -> int:
        """How many months nobody touched what is asked for; 0 when that is not asked."""
        return int(self.untouched or 0)

    @property
    def narrows(self) -> bool:
        """Say whether anything is asked besides the order."""
        return any(value for name, value in asdict(self).items() if name != "sort")


def filter_of(asked: Mapping[str, str]) -> Filter:
    """Read what an address asks. Never raises."""
    given = {each.name: " ".join(asked.get(each.name, "").split()) for each in fields(Filter)}
    return Filter(**{name: text if text and _ACCEPTED[name](text) else "" for name, text in given.items()})


def query_of(wanted: Filter) -> str:
    """Return the query of an address that asks this; `filter_of` reads it back."""
    return urlencode({name: value for name, value in asdict(wanted).items() if value})


def _one_of(options: set[str]) -> Callable[[str], bool]:
    return lambda text: text in options


def _option_of(fact: str) -> Callable[[str], bool]:
    return lambda text: vocabulary()[fact].option(text) is not None


def _number(text: str, *, most: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS and 1 <= int(text) <= most


_ACCEPTED: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "words": lambda text: len(text) <= _LONGEST_WORDS and text.isprintable(),
        "state": _one_of(set(State)),
        "phase": _option_of("status"),
        "experiment": _one_of({"yes", "no"}),
        "category": _option_of("publication_category"),
        "said_class": _option_of("risk_class"),
        "owner": lambda text: text in set(Owned) or _number(text, most=10**_MOST_DIGITS),
        "access": _one_of(set(Access)),
        "lacking": _one_of({"yes"}),
        "editing": _one_of({"yes"}),
        "untouched": lambda text: _number(text, most=_MOST_MONTHS),
        "sort": _one_of(set(Order)),
    }
)
