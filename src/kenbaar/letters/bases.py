"""Why a body tells something: because the law asks it on that day, or because the body chose to."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kenbaar.decisions.profile import Basis
from kenbaar.law.results import NoticeDutyFound

_LAW_ASKS = ("mandatory", "on_request", "public")
_NO_ARTICLE = "-"


@dataclass(frozen=True, slots=True)
class Asked:
    """Why a field of a notice is told.

    `articles` are those of the law that asks it. With `basis` policy they are those that ask it later: `since` is that
    day, None when it is not settled; without articles no law asks it at all.
    """

    basis: Basis
    articles: tuple[str, ...] = ()
    since: dt.date | None = None


def bases_of(notices: Iterable[NoticeDutyFound]) -> Mapping[str, Asked]:
    """Return, for each field of which the law (`Classification.notices`) says something for sure, why it is told."""
    by_field: dict[str, list[NoticeDutyFound]] = {}
    for found in notices:
        if found.certainty.holds:
            by_field.setdefault(found.field.id, []).append(found)
    return {field: _asked(several) for field, several in sorted(by_field.items())}


def _asked(several: list[NoticeDutyFound]) -> Asked:
    by_law = [each for each in several if each.status.status in _LAW_ASKS]
    if now := [each for each in by_law if not each.early]:
        return Asked(Basis.LAW, _articles(now))
    days = [each.binds_from for each in by_law if each.binds_from]
    return Asked(Basis.POLICY, _articles(by_law), min(days, default=None))


def _articles(several: list[NoticeDutyFound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.status.article for each in several if each.status.article != _NO_ARTICLE))
