"""Django's registration of the room."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal room."""

    name = "kenbaar.portal"
    label = "portal"
