"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.tour.views import tour

addresses: list[URLPattern] = [path("rondleiding/", tour, name="tour")]
