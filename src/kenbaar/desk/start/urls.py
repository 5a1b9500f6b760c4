"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.start.views import start

addresses: list[URLPattern] = [path("", start, name="start")]
