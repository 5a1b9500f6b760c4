"""Where the desk shows what mails and calendars lead to; a test compares with the desk's own list of addresses."""

from django.conf import settings


def task_address(number: int) -> str:
    """Return where a task is."""
    return f"{_desk()}taken/{number}/"


def tasks_address() -> str:
    """Return where somebody's tasks are."""
    return f"{_desk()}taken/"


def review_address(reference: str) -> str:
    """Return where the review of an entry is, with the comments."""
    return f"{_desk()}algoritme/{reference}/controle/"


def request_address(number: int) -> str:
    """Return where something that somebody asks about a decision is answered."""
    return f"{_desk()}vragen/{number}/"


def wish_address(token: str) -> str:
    """Return where somebody says, without signing in, how they want to be reminded."""
    return f"{_desk()}taken/herinneringen/{token}/"


def calendar_address(code: str) -> str:
    """Return where somebody's calendar is."""
    return f"{_desk()}taken/agenda/{code}/"


def _desk() -> str:
    return f"{settings.PUBLIC_URL}{settings.DESK_ADDRESS}"
