"""What can go wrong with persons and bodies. Each message says what stands in the way and what to do about it."""


class ParentUnknown(Exception):
    """A body is said to be part of one that is not there."""

    def __init__(self, slug: str, parent: str) -> None:
        super().__init__(f"Body {slug} is part of {parent}, which is not recorded. Record {parent} along with it.")
