"""Django's registration of the room."""

from django.apps import AppConfig


class SuppliersConfig(AppConfig):
    """The suppliers room."""

    name = "kenbaar.suppliers"
    label = "suppliers"
    default_auto_field = "django.db.models.BigAutoField"
