"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.help.views import overview, show_guide

addresses: list[URLPattern] = [
    path("hulp/", overview, name="help"),
    path("hulp/<slug:guide>/", show_guide, name="guide"),
]
