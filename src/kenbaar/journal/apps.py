"""Django's registration of the room."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """The journal room."""

    name = "kenbaar.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
