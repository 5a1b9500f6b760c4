"""What a checkout of the Algoritmekader holds, as frozen data.

An item is known by its kind, its slug (the name of its file) and the tag of the checkout. Its URN is only something
that it has: the Algoritmekader gives the same number to another page now and then.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from kenbaar.law.kader.findings import Finding
from kenbaar.values import Frozen, LocalText


class KaderRefused(ValueError):
    """A checkout or a stored snapshot cannot be read at all. `message` says what is wrong, where, and what to do."""

    def __init__(self, message: LocalText) -> None:
        self.message = message
        super().__init__(message.en)


class Kind(StrEnum):
    """What an item is; requirements come first, because the others speak of them."""

    REQUIREMENT = "requirement"
    MEASURE = "measure"
    INSTRUMENT = "instrument"


class Identity(NamedTuple):
    """What an item is known by within one tag."""

    kind: Kind
    slug: str


# Label axes whose values are the pages of a folder.
PAGE_AXES: Mapping[str, str] = MappingProxyType(
    {"levenscyclus": "levenscyclus", "onderwerp": "onderwerpen", "rollen": "rollen"}
)
# Label axes that say to which systems a requirement applies, with all their values.
PROFILE_AXES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "soort-toepassing": frozenset(
            {"ai-systeem", "ai-systeem-voor-algemene-doeleinden", "ai-model-voor-algemene-doeleinden"}
        ),
        "risicogroep": frozenset(
            {"verboden-ai", "hoog-risico-ai-systeem", "geen-hoog-risico-ai-systeem"}
            | {"uitzondering-van-toepassing", "niet-van-toepassing"}
        ),
        "rol-ai-act": frozenset({"aanbieder", "gebruiksverantwoordelijke", "importeur", "distributeur"}),
        "transparantieverplichting": frozenset(
            {"transparantieverplichting", "geen-transparantieverplichting", "niet-van-toepassing"}
        ),
        "systeemrisico": frozenset({"systeemrisico", "geen-systeemrisico", "niet-van-toepassing"}),
        "open-source": frozenset({"open-source", "geen-open-source", "niet-van-toepassing"}),
    }
)


class Reference(Frozen):
    """A source that a page names. `law` is empty when it is no law, or none that Kenbaar knows.

    `points` are the places in that law, as `points.py` writes them; where it `is_cut`, the last of them says less
    than was meant. Nobody checked `unverified_url`; for a link that leads to the place itself see `laws.link_to`.
    """

    text: str
    law: str = ""
    points: tuple[str, ...] = ()
    is_cut: bool = False
    unverified_url: str = ""

    @property
    def provision(self) -> str:
        """The places in the law in one text."""
        return ", ".join(self.points)


class KaderItem(Frozen):
    """A requirement, measure or instrument.

    `labels` holds values by axis. `requirements` and `measures` are the slugs that it names, existing or not. Of
    `exceptions` each is the text of a condition, see `exceptions.py`. `sources` are the questions of audit frameworks,
    by framework.
    """

    kind: Kind
    slug: str
    tag: str
    file: str
    urn: str = ""
    title: str = ""
    labels: Mapping[str, tuple[str, ...]] = {}
    requirements: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    sources: Mapping[str, tuple[str, ...]] = {}
    references: tuple[Reference, ...] = ()

    @property
    def identity(self) -> Identity:
        """What it is known by within its tag."""
        return Identity(self.kind, self.slug)


class Kader(Frozen):
    """All items of one tag, in the order of kind and slug, and everything that was found wrong."""

    tag: str
    items: tuple[KaderItem, ...]
    findings: tuple[Finding, ...] = ()

    @cached_property
    def by_identity(self) -> Mapping[Identity, KaderItem]:
        """The items by kind and slug."""
        return MappingProxyType({item.identity: item for item in self.items})

    def of(self, kind: Kind) -> tuple[KaderItem, ...]:
        """Return the items of a kind."""
        return tuple(item for item in self.items if item.kind is kind)

    def with_findings(self, more: tuple[Finding, ...]) -> "Kader":
        """Return the same with more findings, in the order of file and line."""
        return self.model_copy(update={"findings": tuple(sorted((*self.findings, *more), key=Finding.order))})
