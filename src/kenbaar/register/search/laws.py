"""Which laws does a legal basis name? Pure; the laws are data in `content/search/laws.yaml`."""

from collections.abc import Iterable
from functools import cache

from kenbaar.register.search.mentions import Mentions
from kenbaar.values import LocalText


@cache
def _laws() -> Mentions:
    return Mentions("laws.yaml")


def laws_in(texts: Iterable[str]) -> frozenset[str]:
    """Return the ids of the laws that the texts name."""
    return _laws().found_in(texts)


def law_label(law_id: str) -> LocalText:
    """Return the label of a law; the id itself for one that is no longer in the data."""
    law = _laws().things.get(law_id)
    return law.label if law else LocalText(nl=law_id, en=law_id)
