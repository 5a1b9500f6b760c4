"""Django's registration of the room."""

from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    """The assessments room."""

    name = "kenbaar.assessments"
    label = "assessments"
    default_auto_field = "django.db.models.BigAutoField"
