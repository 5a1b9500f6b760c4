"""Which pages of a long list to offer. Pure."""

from dataclasses import dataclass

_LAST_PAGE = 10_000
# More digits are past every list, and Python refuses to read very many of them.
_MOST_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Paging:
    """Where the reader is in a list. `offered` are page numbers, with 0 where some are left out."""

    page: int
    last: int
    offered: tuple[int, ...]

    @property
    def previous(self) -> int | None:
        """The page before, if any."""
        return self.page - 1 if 1 < self.page <= self.last else None

    @property
    def following(self) -> int | None:
        """The page after, if any."""
        return self.page + 1 if self.page < self.last else None


def page_asked(text: str) -> int:
    """Return the page that an address asks for; 1 for what is no page. Never raises."""
    return max(1, min(number_asked(text), _LAST_PAGE))


def number_asked(text: str) -> int:
    """Return a whole number from an address; 0 for what is none. Never raises."""
    return int(text[:_MOST_DIGITS]) if text.isdecimal() else 0


def paging(page: int, *, total: int, size: int) -> Paging:
    """Return what to offer: the first, the last, and those around the page of the reader."""
    last = max(1, -(-total // size))
    near = sorted({1, last, *range(max(1, page - 1), min(last, page + 1) + 1)})
    offered: list[int] = []
    for number in near:
        if offered and number > offered[-1] + 1:
            offered.append(0)
        offered.append(number)
    return Paging(page, last, tuple(offered))
