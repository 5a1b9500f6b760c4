"""The shape of the questions about a profile. A question is called after what it fills: `data.0.label.nl`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """How something is asked: a text or a title per language, a line, a number, a choice, a list, a group."""

    TEXT = "text"
    TITLE = "title"
    LINE = "line"
    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    YES = "yes"
    ROWS = "rows"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked.

    `options` are those of a choice, as `(value, label)`; the first stands there until somebody chooses. `parts` are
    what a row or group consists of; one that `may_lack` is left out when nothing of it is filled in. `adds` is the
    label of the button that adds a row. What is `rare` is folded away.
    """

    id: str
    kind: Kind
    label: str
    help: str = ""
    options: tuple[tuple[str, str], ...] = ()
    parts: tuple["Question", ...] = ()
    may_lack: bool = False
    adds: str = ""
    rare: bool = False

    @property
    def common(self) -> tuple["Question", ...]:
        """The parts that are always in sight."""
        return tuple(part for part in self.parts if not part.rare)

    @property
    def folded(self) -> tuple["Question", ...]:
        """The parts that are folded away."""
        return tuple(part for part in self.parts if part.rare)


@dataclass(frozen=True, slots=True)
class Section:
    """Questions that stand on a page together; each fills a part of the profile."""

    id: str
    label: str
    intro: str
    questions: tuple[Question, ...]

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of a profile that it fills."""
        return tuple(each.id for each in self.questions)


def text(name: str, label: str, note: str = "") -> Question:
    """Ask for a text."""
    return Question(name, Kind.TEXT, label, note)


def title(name: str, label: str, note: str = "") -> Question:
    """Ask for a few words."""
    return Question(name, Kind.TITLE, label, note)


def line(name: str, label: str, note: str = "") -> Question:
    """Ask for a line that is the same in every language."""
    return Question(name, Kind.LINE, label, note)


def choice(name: str, label: str, options: Iterable[tuple[str, str]], note: str = "") -> Question:
    """Ask to choose one."""
    return Question(name, Kind.CHOICE, label, note, tuple(options))


def choices(name: str, label: str, options: Iterable[tuple[str, str]], note: str = "") -> Question:
    """Ask to choose as many as fit."""
    return Question(name, Kind.CHOICES, label, note, tuple(options))


def yes(name: str, label: str, note: str = "") -> Question:
    """Ask for a tick."""
    return Question(name, Kind.YES, label, note)


def rows(name: str, label: str, adds: str, parts: Iterable[Question], note: str = "") -> Question:
    """Ask for a list."""
    return Question(name, Kind.ROWS, label, note, parts=tuple(parts), adds=adds)


def group(name: str, label: str, parts: Iterable[Question], note: str = "", *, may_lack: bool = False) -> Question:
    """Ask for some things that belong together."""
    return Question(name, Kind.GROUP, label, note, parts=tuple(parts), may_lack=may_lack)


def rarely(question: Question) -> Question:
    """Fold a question away."""
    return replace(question, rare=True)
