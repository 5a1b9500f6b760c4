"""Where the desk takes up what is brought to people; a test compares with the desk's own list of addresses."""

from django.conf import settings


def invitation_address(code: str) -> str:
    """Return where the invitation that has this code is taken up."""
    return f"{settings.PUBLIC_URL}{settings.DESK_ADDRESS}uitnodiging/{code}/"
