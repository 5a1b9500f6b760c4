"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.entry import arranging
from kenbaar.desk.entry.views import overview

_HERE = "algoritme/<slug:reference>/"

addresses: list[URLPattern] = [
    path(_HERE, overview, name="entry"),
    path(_HERE + "eigenaar/", arranging.give_owner, name="give_owner"),
    path(_HERE + "toegang/", arranging.give_access, name="give_access"),
    path(_HERE + "lezers/", arranging.add_reader, name="add_reader"),
    path(_HERE + "lezers/<int:number>/weghalen/", arranging.remove_reader, name="remove_reader"),
    path(_HERE + "stoppen/", arranging.stop, name="stop_use"),
    path(_HERE + "concept-weggooien/", arranging.discard, name="discard_draft"),
]
