"""The addresses of this area. `casework/addresses.py` and `outbox/delivering.py` know one too: mails lead there."""

from django.urls import URLPattern, path

from kenbaar.desk.requests import views

_ONE = "vragen/<int:number>/"

addresses: list[URLPattern] = [
    path("vragen/", views.queue, name="requests"),
    path(_ONE, views.one, name="request"),
    path(_ONE + "openen/", views.open_notice, name="open_request"),
    path(_ONE + "antwoord/", views.answer, name="answer_request"),
]
