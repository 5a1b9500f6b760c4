"""What words the letters of a profile, made ready once for many decisions. It needs no database."""

from kenbaar.decisions.profile import Profile
from kenbaar.letters.mention import Mentions
from kenbaar.notices.last_days import postponing_of


def mentions_of(profile: Profile, *, address: str) -> dict[str, Mentions]:
    """Return what words the letters of a profile, by language; `address` is where people type their code."""
    postponing = postponing_of(profile)
    return {str(each): Mentions(profile, each, address=address, postponing=postponing) for each in profile.languages}
