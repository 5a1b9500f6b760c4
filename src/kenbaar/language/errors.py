"""What can be wrong with a text that is brought here."""

from kenbaar.values import LocalText, both

MOST_CHARACTERS = 100_000


class TextTooLong(Exception):
    """The text is longer than anything that one person reads at once; `message` says so with a way out."""

    def __init__(self, characters: int) -> None:
        self.message: LocalText = both(
            f"De tekst heeft {characters} tekens; leesbaarheid meten kan tot {MOST_CHARACTERS}. Meet een deel ervan.",
            f"The text has {characters} characters; readability can be measured up to {MOST_CHARACTERS}. "
            "Measure a part of it.",
        )
        super().__init__(self.message.en)
