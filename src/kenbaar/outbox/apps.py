"""Django's registration of the room."""

from django.apps import AppConfig

from kenbaar.journal.listening import call_after_lines
from kenbaar.outbox.soon import deliver_in_a_moment


class OutboxConfig(AppConfig):
    """The outbox room."""

    name = "kenbaar.outbox"
    label = "outbox"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Look at the journal after each deed: it may be about something that another system wants to know."""
        call_after_lines(deliver_in_a_moment)
