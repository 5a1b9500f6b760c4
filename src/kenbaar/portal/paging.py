"""Which pages of a long list to offer. Pure."""

from dataclasses import dataclass


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
