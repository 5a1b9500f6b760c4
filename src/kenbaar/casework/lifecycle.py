"""The kinds of task, and the steps that a task can take, as a table. Pure."""

from enum import StrEnum


class Kind(StrEnum):
    """Where a task comes from: a duty of the law, a re-check that is due, a colleague, or the person themself."""

    DUTY = "duty"
    RECHECK = "recheck"
    REQUEST = "request"
    OWN = "own"


class TaskState(StrEnum):
    """Where a task stands."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"
    NOT_NEEDED = "not_needed"


WAITING = frozenset({TaskState.OPEN, TaskState.DOING})


class TaskStep(StrEnum):
    """A step from one state to another."""

    START = "start"
    FINISH = "finish"
    SET_ASIDE = "set_aside"
    REOPEN = "reopen"


_STEPS: dict[tuple[TaskState, TaskStep], TaskState] = {
    (TaskState.OPEN, TaskStep.START): TaskState.DOING,
    (TaskState.OPEN, TaskStep.FINISH): TaskState.DONE,
    (TaskState.OPEN, TaskStep.SET_ASIDE): TaskState.NOT_NEEDED,
    (TaskState.DOING, TaskStep.FINISH): TaskState.DONE,
    (TaskState.DOING, TaskStep.SET_ASIDE): TaskState.NOT_NEEDED,
    (TaskState.DONE, TaskStep.REOPEN): TaskState.OPEN,
    (TaskState.NOT_NEEDED, TaskStep.REOPEN): TaskState.OPEN,
}


def after(state: TaskState, step: TaskStep) -> TaskState | None:
    """Return the state that `step` leads to, or None when it cannot be taken from `state`."""
    return _STEPS.get((state, step))


class Proof(StrEnum):
    """What it takes to call a task done: a piece of evidence, a written explanation, or the word of who did it."""

    EVIDENCE = "evidence"
    EXPLANATION = "explanation"
    WORD = "word"


def proof_for(kind: Kind, *, names_evidence: bool) -> Proof:
    """Return what it takes: for a duty whose data name evidence that counts, a piece of evidence."""
    if kind is Kind.DUTY and names_evidence:
        return Proof.EVIDENCE
    return Proof.EXPLANATION if kind in {Kind.DUTY, Kind.RECHECK} else Proof.WORD
