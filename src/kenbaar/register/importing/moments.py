"""From when what an import brings counts for the public. Pure."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moments:
    """When an import is done, and when the public saw what its file says: the day of a snapshot, else now."""

    now: dt.datetime
    seen: dt.datetime

    def of_new(self, told: dt.datetime | None) -> dt.datetime:
        """Return from when a new entry counts: the source's own moment if it told one, but never in the future."""
        return min(told or self.seen, self.now)

    def after(self, changed_at: dt.datetime, told: dt.datetime | None = None) -> dt.datetime:
        """Return from when a change counts of an entry that the public saw change at `changed_at`."""
        own = self.of_new(told)
        if own > changed_at:
            return own
        # A day before what the public already saw cannot be when they saw this. Snapshots of one day, as there are
        # with a file for each language, belong to that day; an older one that comes in late is seen from now on.
        return self.seen if self.seen >= changed_at else max(self.now, changed_at)


def moments_of(day: dt.date | None, *, now: dt.datetime) -> Moments:
    """Return the moments of an import of a snapshot of `day`, or of a file that does not say of which day it is."""
    # In UTC, in which the log writes its moments: there a day reads as the day that was given.
    return Moments(now, min(dt.datetime.combine(day, dt.time(), dt.UTC), now) if day else now)
