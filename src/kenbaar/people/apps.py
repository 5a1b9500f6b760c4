"""Django's registration of the room."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """The people room."""

    name = "kenbaar.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Write down what django-allauth does."""
        from kenbaar.people.witnessing import listen  # noqa: PLC0415  # it needs the models

        listen()
