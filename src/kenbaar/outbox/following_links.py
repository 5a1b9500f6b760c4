"""Following the links that entries hold, in the background, where the operator asked for it (KENBAAR_CHECK_LINKS)."""

import logging

from django.conf import settings
from django.utils import timezone

from kenbaar.journal.background import Background
from kenbaar.outbox.calling import Call, Limits, call
from kenbaar.outbox.errors import AddressRefused, CallFailed

_log = logging.getLogger(__name__)
_EVERY_SECONDS = 600.0
_ENTRIES_A_TIME = 20
# What a server says of a page that is gone; 403 and 500 say something about the server, or about who asks.
_GONE = frozenset({404, 410})
_LIMITS = Limits(seconds=8.0, answer_bytes=1024)


def problem_with(address: str) -> str:
    """Return in one word what is wrong with a link, or nothing: an answer of any kind but "gone" is a sign of life."""
    try:
        answer = call(Call("GET", address), plain=True, limits=_LIMITS)
    except AddressRefused as refused:
        return refused.why
    except CallFailed as failed:
        return failed.why
    return "gone" if answer.status in _GONE else ""


def keep_following_links() -> None:
    """Follow some links now and every ten minutes while the site runs. Never raises and never waits."""
    if settings.CHECK_LINKS:
        _links.ask()


def _follow_some() -> None:
    from kenbaar.register.links.checking import check_links  # noqa: PLC0415  # it needs the models

    try:
        check_links(problem_with, clock=timezone.now, most=_ENTRIES_A_TIME)
    except Exception:  # a round that fails is tried again; the site goes on
        _log.exception("The links of entries could not be followed; the next round tries again.")
    _links.ask_after(_EVERY_SECONDS)


_links = Background("links", _follow_some)
