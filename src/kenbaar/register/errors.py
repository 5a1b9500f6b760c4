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
        RegisterError.__init__(
            self,
            f"Entry {reference} needs a second person: nobody approves what they wrote in, handed in or had a token of "
            "theirs do. Ask another approver of the body.",
        )


class BeingEdited(RegisterError):
    """People are at work in a draft of the entry."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} is being edited. Change it in the draft, or wait until it is handed in.")


class NothingNew(RegisterError):
    """The public reads all of it already."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} says nothing that the public does not read yet. Change something first.")


class OpenConflicts(RegisterError):
    """Two people changed the same fact, and nobody chose yet."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} has two answers to one fact. Choose one of them first.")


class DraftMovedOn(RegisterError):
    """Somebody wrote in the draft since it was looked at."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Somebody wrote in the draft of entry {reference} meanwhile. Look at it again, then decide.")


class ConflictNotFound(RegisterError):
    """Somebody chose already."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Somebody already chose between the two answers of entry {reference}. Look at it again.")


class VersionNotFound(RegisterError):
    """The entry has no version with this number."""

    def __init__(self, reference: str, number: int) -> None:
        super().__init__(f"Entry {reference} has no version {number}. See the list of its versions.")


class NotForThePublic(RegisterError):
    """An internal or restricted entry is not published."""

    def __init__(self, reference: str, access: str) -> None:
        super().__init__(f"Entry {reference} is {access}. Make it public first, then publish it.")


class StillPublic(RegisterError):
    """What the public sees now cannot become internal without a withdrawal."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Entry {reference} is in the register. Withdraw it first, with a reason.")


class NotOfTheBody(RegisterError):
    """Somebody without a role at the body cannot own or read its entries."""

    def __init__(self, reference: str, person: str) -> None:
        super().__init__(f"{person} has no role at the body of entry {reference}. Invite them first.")


class SheetRefused(RegisterError):
    """An answer does not fit the vocabulary."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("The facts cannot be saved: " + "; ".join(problems[:10]))
        self.problems = problems


class InventoryNotForYou(NotAllowed):
    """The actor has no role at the body."""

    def __init__(self, body: str) -> None:
        RegisterError.__init__(self, f"You may not see the inventory of {body}. Ask its administrator for a role.")


class SavedListNotFound(RegisterError):
    """It is gone, or it is somebody else's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no list {number} of yours. Save it again.")


class SavedListRefused(RegisterError):
    """A list needs a name that its maker does not use yet."""

    def __init__(self, name: str) -> None:
        super().__init__(f"A list needs a name of 1 to 80 characters that you do not use yet, not {name[:80]!r}.")


class PreparedChangeNotFound(RegisterError):
    """It is too old, it was thrown away, or it is somebody else's."""

    def __init__(self, number: int) -> None:
        super().__init__(f"The change {number} is not waiting for you any more. Prepare it again.")


class ChangedMeanwhile(RegisterError):
    """Somebody changed what a change of many entries was about to change. Nothing was done."""

    def __init__(self, references: list[str]) -> None:
        super().__init__(f"{len(references)} entries were changed meanwhile. Look the change over again.")
        self.references = references


class TooManyAtOnce(RegisterError):
    """More entries than one deed takes."""

    def __init__(self, count: int, most: int) -> None:
        super().__init__(f"{count} entries are too many for one go; choose at most {most}.")
        self.most = most
