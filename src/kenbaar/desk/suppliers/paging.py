"""Which page of a list somebody asks for, and which is the last."""

from django.http import HttpRequest

_MOST_DIGITS = 5


def page_asked(request: HttpRequest) -> int:
    """Return the page that an address asks for; 1 for what is no page."""
    text = request.GET.get("page", "")
    return max(1, int(text)) if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS else 1


def last_page(total: int, size: int) -> int:
    """Return the number of the last page."""
    return max(1, -(-total // size))
