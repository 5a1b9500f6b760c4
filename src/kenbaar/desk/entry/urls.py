"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.entry.views import overview

addresses: list[URLPattern] = [path("algoritme/<slug:reference>/", overview, name="entry")]
