"""Which law is asked, on whose behalf and when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kenbaar.assessments.conclusions import LawKey, key_of
from kenbaar.law.compiled import Law
from kenbaar.law.reading import LawBook, law_book
from kenbaar.people.actors import Actor


@dataclass(frozen=True, slots=True)
class Asked:
    """The same for every classification of a run."""

    law: LawKey
    known: dt.date
    on: dt.date
    by: str
    now: dt.datetime

    @property
    def details(self) -> dict[str, Any]:
        """What the journal says of it."""
        return {"law": self.law.digest, "law_known": self.law.known.isoformat(), "on": self.on.isoformat()}


def law_asked(book: LawBook | None, *, by: Actor, now: dt.datetime, on: dt.date) -> tuple[Law, Asked]:
    """Return the law as it is known now, by `book` or else by the one that ships with Kenbaar."""
    known = timezone.localdate(now)
    law = (book or law_book()).at(known)
    return law, Asked(law=key_of(law), known=known, on=on, by=by.name, now=now)
