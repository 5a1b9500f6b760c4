"""The shape of casework. Each part of the room has a module of its own; Django finds them here."""

from kenbaar.casework.models.review import Comment, Mention, Review, ReviewRules

__all__ = ["Comment", "Mention", "Review", "ReviewRules"]
