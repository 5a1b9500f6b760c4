"""The shape of casework. Each part of the room has a module of its own; Django finds them here."""

from kenbaar.casework.models.evidence import Evidence, FileContent
from kenbaar.casework.models.links import LinkState, LinkUse
from kenbaar.casework.models.reminders import CalendarKey, MatterTold, Reminder, ReminderWish
from kenbaar.casework.models.review import Comment, Mention, Review, ReviewRules
from kenbaar.casework.models.rounds import Round
from kenbaar.casework.models.tasks import BodyTerms, Task

__all__ = [
    "BodyTerms",
    "CalendarKey",
    "Comment",
    "Evidence",
    "FileContent",
    "LinkState",
    "LinkUse",
    "MatterTold",
    "Mention",
    "Reminder",
    "ReminderWish",
    "Review",
    "ReviewRules",
    "Round",
    "Task",
]
