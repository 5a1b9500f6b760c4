"""Why a body tells something: because the law asks it on that day, or because the body chose to."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kenbaar.decisions.profile import Basis
from kenbaar.law.notice_shapes import Asked
from kenbaar.law.results import NoticeDutyFound

_NO_ARTICLE = "-"


@dataclass(frozen=True, slots=True)
class Because:
    """Why a field of a notice is told.

    `articles` are those of the law that asks it; `on_request` says that it does so only when asked. With `basis`
    policy they are those that ask it later: `since` is that day, None when it is not settled; without articles no law
    that Kenbaar knows asks it at all.
    """

    basis: Basis
    articles: tuple[str, ...] = ()
    on_request: bool = False
    since: dt.date | None = None


def bases_of(notices: Iterable[NoticeDutyFound]) -> Mapping[str, Because]:
    """Return, for each field of which the law (`Classification.notices`) says something for sure, why it is told."""
    by_field: dict[str, list[NoticeDutyFound]] = {}
    for found in notices:
        if found.certainty.holds:
            by_field.setdefault(found.field.id, []).append(found)
    return {field: _because(several) for field, several in sorted(by_field.items())}


def _because(several: list[NoticeDutyFound]) -> Because:
    by_law = [each for each in several if each.status.status is not Asked.POLICY]
    now = [each for each in by_law if not each.early]
    if unasked := [each for each in now if each.status.status is not Asked.ON_REQUEST]:
        return Because(Basis.LAW, _articles(unasked))
    if now:
        return Because(Basis.LAW, _articles(now), on_request=True)
    days = [each.binds_from for each in by_law if each.binds_from]
    return Because(Basis.POLICY, _articles(by_law), since=min(days, default=None))


def _articles(several: list[NoticeDutyFound]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.status.article for each in several if each.status.article != _NO_ARTICLE))
