"""The addresses of this area."""

from django.urls import URLPattern, path

from kenbaar.desk.notices.views import deciding, files, listing, previewing, writing

_BODY = "organisatie/<slug:slug>/meldingen/"
_PROFILE = _BODY + "<slug:profile>/"

addresses: list[URLPattern] = [
    path("meldingen/", listing.choose_body, name="notices"),
    path("algoritme/<slug:reference>/melding/", listing.of_entry, name="entry_notices"),
    path("algoritme/<slug:reference>/melding/nieuw/", writing.begin, name="begin_profile"),
    path(_BODY, listing.of_body, name="body_notices"),
    path(_PROFILE, deciding.profile, name="notice_profile"),
    path(_PROFILE + "onderdeel/<slug:section>/", writing.section, name="profile_section"),
    path(_PROFILE + "onderdeel/<slug:section>/voorbeeld/", previewing.while_writing, name="profile_typed"),
    path(_PROFILE + "voorbeeld/", previewing.preview, name="profile_preview"),
    path(_PROFILE + "versie/<int:number>/", deciding.version, name="profile_version"),
    path(_PROFILE + "bestand/", files.download, name="profile_file"),
    path(_PROFILE + "overnemen/", deciding.follow, name="follow_entry"),
    path(_PROFILE + "nieuwe-versie/", deciding.begin_anew, name="begin_profile_version"),
    path(_PROFILE + "indienen/", deciding.submit, name="submit_profile"),
    path(_PROFILE + "terugnemen/", deciding.take_back, name="take_back_profile"),
    path(_PROFILE + "wijzigen/", deciding.request_changes, name="profile_changes"),
    path(_PROFILE + "goedkeuren/", deciding.approve, name="approve_profile"),
    path(_PROFILE + "weggooien/", deciding.discard, name="discard_profile"),
]
