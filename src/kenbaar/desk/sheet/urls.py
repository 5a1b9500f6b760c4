"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.sheet import complete, copying, outcome, preview, versions, views

_ENTRY = "algoritme/<slug:reference>/"
_SECTION = _ENTRY + "invullen/<slug:part>/"

addresses: list[URLPattern] = [
    path(_ENTRY + "invullen/", views.fill, name="fill"),
    path(_SECTION, views.section, name="section"),
    path(_SECTION + "aanwezig/", views.presence, name="presence"),
    path(_ENTRY + "overnemen/", copying.take_over, name="take_over"),
    path(_ENTRY + "vastleggen/", outcome.record_outcome, name="record_outcome"),
    path(_ENTRY + "voorbeeld/", preview.preview, name="preview"),
    path(_ENTRY + "volledig/", complete.complete, name="complete"),
    path(_ENTRY + "versies/", versions.versions, name="versions"),
    path(_ENTRY + "versies/<slug:old>/<slug:new>/", versions.comparison, name="comparison"),
]
