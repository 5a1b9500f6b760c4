"""Django's registration of the room."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """The register room."""

    name = "kenbaar.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
