"""How often something is tried, and how long after a failure. Pure."""

import datetime as dt
from collections.abc import Sequence

_MINUTE, _HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)

# After the last of these it is given up: a mail after some three days, a message to a system after one.
MAIL_DELAYS = (
    _MINUTE,
    5 * _MINUTE,
    15 * _MINUTE,
    _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
    24 * _HOUR,
    24 * _HOUR,
)
DELIVERY_DELAYS = (
    _MINUTE / 2,
    2 * _MINUTE,
    10 * _MINUTE,
    30 * _MINUTE,
    _HOUR,
    3 * _HOUR,
    6 * _HOUR,
    12 * _HOUR,
)
# Whoever took something to send it has so long. When it was killed meanwhile, another one takes it after that.
TAKEN_FOR = 5 * _MINUTE
# A system that took nothing for so long is left alone until somebody turns it on again.
PAUSED_AFTER = dt.timedelta(days=3)
# What has left, or was given up, can be looked back on for so long.
KEPT_FOR = dt.timedelta(days=30)


def next_try(tried: int, delays: Sequence[dt.timedelta], now: dt.datetime) -> dt.datetime | None:
    """Return when to try again what failed `tried` times, or None to give it up."""
    return now + delays[tried - 1] if tried <= len(delays) else None
