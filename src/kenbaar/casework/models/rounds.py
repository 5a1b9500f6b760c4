"""The rounds: what is looked after by itself."""

from django.db import models


class Round(models.Model):
    """How far a step of the rounds is, and until when somebody is at it; the row named `rounds` is the lock of all."""

    name = models.CharField(max_length=40, primary_key=True)
    taken_until = models.DateTimeField(null=True)
    made_at = models.DateTimeField(null=True)
    cursor = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.name
