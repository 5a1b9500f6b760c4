"""A version of a profile that was approved, made ready to read decisions and to word letters.

It never changes, so that it is made once a day and kept in memory: making it takes longer than issuing a notice.
"""

import datetime as dt

from cachetools import LRUCache, cached

from kenbaar.decisions.decision import Decision
from kenbaar.decisions.profile import Profile
from kenbaar.decisions.profile_files import profile_of
from kenbaar.decisions.reading import Reader
from kenbaar.letters.mention import Mention
from kenbaar.notices.addresses import code_address
from kenbaar.notices.mentioning import mentions_of
from kenbaar.notices.models import ProfileVersion


class ReadyProfile:
    """A profile with what reads decisions of it on a day, and what words their letters."""

    def __init__(self, profile: Profile, today: dt.date) -> None:
        self.reader = Reader(profile, today=today)
        # At once: words that cannot be made must stand in the way before a notice is issued, not after it.
        self._mentions = mentions_of(profile, address=code_address())

    def mention_of(self, decision: Decision, *, code: str) -> Mention:
        """Return the text that stands in the decision; `code` is as people type it."""
        return self._mentions[decision.language].of(decision, code=code)


@cached(LRUCache(64), key=lambda version, today: (version.pk, version.digest, today))
def ready_profile(version: ProfileVersion, today: dt.date) -> ReadyProfile:
    """Return a version that was approved, made ready for a day."""
    return ReadyProfile(profile_of(version.content), today)
