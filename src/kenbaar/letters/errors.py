"""What can be wrong with a letter that somebody asks for, and what to do about it."""

from dataclasses import dataclass

from kenbaar.values import LocalText


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in the own words of a body: where it stands, and a sentence that says what and what helps.

    `place` is the slot, with the language behind a dot where it is about one text: `mention_opening.nl`.
    """

    place: str
    sentence: LocalText

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence.en}"


class WordingNotRight(Exception):
    """The own words of a body cannot be used. `mistakes` has all that is wrong."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = mistakes


class TemplateNotKnown(Exception):
    """A profile names words that are not there."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(f"There are no words called {name}. Choose from: {', '.join(known)}.")
        self.name, self.known = name, known


class LanguageNotOffered(Exception):
    """A letter was asked in a language that its profile does not offer."""

    def __init__(self, language: str, offered: tuple[str, ...]) -> None:
        super().__init__(f"This notice is not written in {language!r}. Choose from: {', '.join(offered)}.")
        self.language, self.offered = language, offered
