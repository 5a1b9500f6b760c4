"""What can go wrong with an assessment. Each message says what stands in the way and what to do about it."""

from collections.abc import Sequence

from kenbaar.register.errors import NotAllowed


class AssessmentError(Exception):
    """Base of the room's errors."""


class OperatorNeeded(NotAllowed):
    """The deed concerns everybody's entries, or no entry at all."""

    def __init__(self, deed: str) -> None:
        Exception.__init__(self, f"Only an operator may {deed}. Ask whoever runs this site to do it.")


class FactsNotReadable(AssessmentError):
    """Facts on which the law depends do not fit the vocabulary; it may have changed since they were written."""

    def __init__(self, reference: str, problems: Sequence[str]) -> None:
        super().__init__(
            f"Entry {reference} cannot be classified: {'; '.join(problems[:5])}. "
            "Correct these facts in a new version, then try again."
        )
        self.problems = tuple(problems)


class NothingToClassify(AssessmentError):
    """An entry has no version yet."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} has no facts yet. Write its first version, then try again.")


class OtherKader(AssessmentError):
    """A version of the Algoritmekader came in before with another content."""

    def __init__(self, tag: str) -> None:
        super().__init__(
            f"Version {tag} of the Algoritmekader was imported before, and had another content then. "
            "What was recorded stays as it is. Import this one under another name with --tag."
        )


class KaderNotFound(AssessmentError):
    """No version of the Algoritmekader has this tag."""

    def __init__(self, tag: str) -> None:
        which = f"no version {tag}" if tag else "no version"
        super().__init__(f"There is {which} of the Algoritmekader here. Import one with `kenbaar import-kader DIR`.")
