"""What can go wrong with an entry. Each message says what stands in the way and what to do about it."""


class RegisterError(Exception):
    """Base of the room's errors."""


class EntryNotFound(RegisterError):
    """No entry has this reference, or the actor may not see it."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"There is no entry {reference}. Look the reference up with the search.")
        self.reference = reference


class StepNotPossible(RegisterError):
    """The entry is in a state from which this step cannot be taken."""

    def __init__(self, reference: str, state: str, step: str, possible: tuple[str, ...]) -> None:
        ways = ", ".join(possible) or "none"
        super().__init__(f"Entry {reference} is {state}; {step} is not possible from there. Possible steps: {ways}.")


class NotAllowed(RegisterError):
    """The actor lacks the role."""

    def __init__(self, reference: str, deed: str) -> None:
        super().__init__(f"You may not {deed} entry {reference}. Ask the administrator of the body for the role.")


class SecondPersonNeeded(NotAllowed):
    """Nobody approves their own work."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference, "publish your own version of")


class SheetRefused(RegisterError):
    """An answer does not fit the vocabulary."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The facts cannot be saved: " + "; ".join(problems[:10]))
        self.problems = problems
