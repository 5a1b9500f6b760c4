"""Django's registration of the room."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """The casework room."""

    name = "kenbaar.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
