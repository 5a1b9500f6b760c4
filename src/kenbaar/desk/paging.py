"""Which page of a list somebody asks for, and which is the last. Pure."""

from kenbaar.desk.numbers import whole_number


def page_asked(text: str) -> int:
    """Return the page that an address asks for; 1 for what is no page. Never raises."""
    return max(1, whole_number(text) or 1)


def last_page(total: int, size: int) -> int:
    """Return the number of the last page."""
    return max(1, -(-total // size))
