"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.review import deeds, queue, rules, views

_REVIEW = "algoritme/<slug:reference>/controle/"

addresses: list[URLPattern] = [
    path("controle/", queue.review_queue, name="review_queue"),
    path("controle/gezien/<int:number>/", deeds.see, name="mention_seen"),
    path(_REVIEW, views.review, name="review"),
    path(_REVIEW + "vragen/", deeds.ask, name="review_ask"),
    path(_REVIEW + "terugnemen/", deeds.take_back, name="review_take_back"),
    path(_REVIEW + "wijzigen/", deeds.request_changes, name="review_changes"),
    path(_REVIEW + "goedkeuren/", deeds.approve, name="review_approve"),
    path(_REVIEW + "vrijgeven/", deeds.check_off, name="review_check_off"),
    path(_REVIEW + "intrekken/", deeds.withdraw, name="review_withdraw"),
    path(_REVIEW + "archiveren/", deeds.archive, name="review_archive"),
    path(_REVIEW + "opmerking/", deeds.comment, name="comment_add"),
    path(_REVIEW + "opmerking/<int:number>/opgelost/", deeds.resolve, name="comment_resolve"),
    path("organisatie/<slug:slug>/regels/", rules.rules, name="review_rules"),
]
