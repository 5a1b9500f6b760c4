"""Which profile a system issues notices with."""

from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.policies import may_issue
from kenbaar.notices.profile_errors import ProfileNotFound
from kenbaar.people.actors import Actor


def version_in_use(body: str, slug: str, *, seen_by: Actor) -> ProfileVersion:
    """Return the approved version of a profile, for who issues notices of the body. Raises ProfileNotFound."""
    rows = NoticeProfile.objects.select_related("body", "current").filter(body__slug=body, slug=slug)
    # What it says is read once and kept (`ready`).
    rows = rows.defer("current__content")
    profile = rows.first() if may_issue(seen_by, body) else None
    if profile is None or profile.current is None:
        raise ProfileNotFound(body, slug)
    profile.current.profile = profile
    return profile.current
