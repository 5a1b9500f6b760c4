"""What can go wrong with reviews and comments. Each message says what stands in the way and what to do about it."""

from collections.abc import Iterable

from kenbaar.casework.gate import Point
from kenbaar.register.errors import NotAllowed


class ReviewError(Exception):
    """Base of the errors about reviews."""


class ReviewNotOpen(ReviewError):
    """The review is over, or was never asked for, or somebody else decided in the meantime."""

    def __init__(self, reference: str, turn: str) -> None:
        super().__init__(f"Entry {reference} has no review that can take this turn ({turn}). Look at it again.")


class GateClosed(ReviewError):
    """Something stands in the way of publication; `blocks` says what."""

    def __init__(self, reference: str, blocks: Iterable[Point]) -> None:
        self.blocks = tuple(blocks)
        named = ", ".join(point.id for point in self.blocks)
        super().__init__(
            f"Entry {reference} cannot be published yet: {named}. Mend what the list names, then try again."
        )


class HandedInAnew(ReviewError):
    """Another version lies there than the one that was looked at."""

    def __init__(self, reference: str, number: int) -> None:
        super().__init__(
            f"Version {number} of entry {reference} was handed in meanwhile. Look at that one, then decide."
        )


class ReasonNeeded(ReviewError):
    """Whoever asks for changes or withdraws says why."""

    def __init__(self, reference: str, what: str) -> None:
        super().__init__(f"Say why you {what} entry {reference}, in Dutch, so that others can go on from there.")


class WordsTooLong(ReviewError):
    """A text is empty or longer than fits."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Write at least one character and at most {most}.")
        self.most = most


class DayNotPossible(ReviewError):
    """A planned day or target day lies in the past or too far ahead."""

    def __init__(self) -> None:
        super().__init__("Choose a day from today on, within two years.")


class CommentNotFound(ReviewError):
    """No comment has this number, or the actor may not see it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no comment {number}. Look at the entry again.")


class NotAColleague(ReviewError):
    """Whoever is mentioned cannot see the entry."""

    def __init__(self) -> None:
        super().__init__("Mention colleagues who can see this entry. Others cannot read what you wrote.")


class RulesRefused(ReviewError):
    """The rules of a body name a fact that is not there, or a term that makes no sense."""

    def __init__(self, why: str) -> None:
        super().__init__(f"The rules cannot be kept: {why}. Correct it and try again.")


class RulesNotAllowed(NotAllowed):
    """Only an administrator sets the rules of a body."""

    def __init__(self, body: str) -> None:
        Exception.__init__(self, f"You may not set the rules of {body}. Ask its administrator.")
