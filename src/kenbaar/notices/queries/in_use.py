"""Which profile a system issues notices with."""

from kenbaar.journal.often import row_with
from kenbaar.notices.models import NoticeProfile, ProfileVersion
from kenbaar.notices.policies import may_issue
from kenbaar.notices.profile_errors import ProfileNotFound
from kenbaar.people.actors import Actor
from kenbaar.people.models import Body


def version_in_use(body: str, slug: str, *, seen_by: Actor) -> ProfileVersion:
    """Return the approved version of a profile, for who issues notices of the body. Raises ProfileNotFound."""
    owner = row_with(Body, slug=body) if may_issue(seen_by, body) else None
    profile = row_with(NoticeProfile, body_id=owner.pk, slug=slug) if owner else None
    # What it says is read once and kept (`ready`).
    current = row_with(ProfileVersion, id=profile.current_id, without=["content"]) if profile else None
    if owner is None or profile is None or current is None:
        raise ProfileNotFound(body, slug)
    current.profile, profile.body = profile, owner
    return current
