"""What the law says of a duty, for the page of its task: more than a list needs, and so not kept with the task."""

import datetime as dt

from kenbaar.casework.models import Task
from kenbaar.law.shapes import DutyShape


def duty_in_law(task: Task, *, on: dt.date) -> DutyShape | None:
    """Return the duty of a task in the law as it is known on a day; None when it is none, or no longer stands there."""
    if not task.duty:
        return None
    # Whoever never opens a duty does without the law in memory.
    from kenbaar.law.reading import law_book  # noqa: PLC0415

    return next((each.shape for each in law_book().at(on).duties if each.shape.id == task.duty), None)
