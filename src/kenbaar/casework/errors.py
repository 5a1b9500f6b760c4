"""What can go wrong with tasks. Each message says what stands in the way and what to do about it."""

from collections.abc import Iterable

from kenbaar.register.errors import NotAllowed


class CaseworkError(Exception):
    """Base of the room's errors."""


class TaskNotFound(CaseworkError):
    """No task has this number, or the actor may not see it."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no task {number}. Look it up in the list of tasks.")
        self.number = number


class TaskNotAllowed(NotAllowed):
    """The actor lacks the role."""

    def __init__(self, deed: str, reference: str) -> None:
        Exception.__init__(
            self, f"You may not {deed} of entry {reference}. Ask an editor or the administrator of the body."
        )


class StepNotPossible(CaseworkError):
    """The task is in a state from which this step cannot be taken."""

    def __init__(self, number: int, state: str, step: str) -> None:
        super().__init__(f"Task {number} is {state}; {step} is not possible from there. Look at it again.")


class ProofNeeded(CaseworkError):
    """A task cannot be called done yet. `what` is `evidence` or `explanation`."""

    def __init__(self, numbers: Iterable[int], what: str) -> None:
        self.numbers, self.what = tuple(numbers), what
        named = ", ".join(map(str, self.numbers))
        ways = {
            "evidence": "Add a file or a link that shows it was done, then call it done.",
            "explanation": "Write down what was done, then call it done.",
        }
        super().__init__(f"Task {named} needs {what}. {ways[what]}")


class WordsNeeded(CaseworkError):
    """A reason or a title is missing, or too long."""

    def __init__(self, what: str, most: int) -> None:
        super().__init__(f"Give the {what}, in at most {most} characters.")
        self.what, self.most = what, most


class NotAColleague(CaseworkError):
    """Whoever is given a task has no role at its body, or may not see its entry."""

    def __init__(self, person: str, reference: str) -> None:
        super().__init__(f"{person} does not work on entry {reference}. Give them a role, or choose somebody else.")


class DayNotPossible(CaseworkError):
    """A day lies before today, or too far ahead."""

    def __init__(self) -> None:
        super().__init__("Choose a day from today on, within ten years.")


class TermsNotPossible(CaseworkError):
    """A term is too short or too long."""

    def __init__(self) -> None:
        super().__init__("Choose 1 to 104 weeks for a target, 0 to 52 to spare, and 1 to 60 months for a re-check.")


class FileNotAccepted(CaseworkError):
    """A file cannot be evidence; `why` is one of the reasons in `evidence/checking.py`."""

    def __init__(self, why: str, *, most_mb: int) -> None:
        self.why, self.most_mb = why, most_mb
        super().__init__(
            f"This file cannot be kept ({why}). Possible are PDF, DOCX, XLSX, ODT, PNG, JPEG and plain text (TXT, CSV, "
            f"MD) without markup, up to {most_mb} MB."
        )


class LinkNotAccepted(CaseworkError):
    """An address is not one of the web."""

    def __init__(self) -> None:
        super().__init__("This is not an address of the web. Copy one that begins with https:// or http://.")


class EvidenceNotFound(CaseworkError):
    """No evidence has this number, or the actor may not see it, or it was removed."""

    def __init__(self, number: int) -> None:
        super().__init__(f"There is no evidence {number}. Look at the task again.")


class TooMuchAtOnce(CaseworkError):
    """A deed names more tasks than it takes at once."""

    def __init__(self, most: int) -> None:
        super().__init__(f"Choose 1 to {most} tasks at once.")


class CalendarNotFound(CaseworkError):
    """No calendar has this address, or it was renewed."""

    def __init__(self) -> None:
        super().__init__("This calendar is not there any more. Make a new address at the settings of your tasks.")


class RoundsBusy(CaseworkError):
    """Another process makes the rounds."""

    def __init__(self) -> None:
        super().__init__("The rounds are being made already. Wait a few minutes and look again.")
