"""Which address leads to which face."""

from functools import cache

from django.urls import URLPattern, URLResolver, include, path

from kenbaar.api.main import api, declared_urls
from kenbaar.portal.urls import addresses
from kenbaar.portal.views import refusals

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include((declared_urls(), "api"))),
    path("", include((addresses(describe_api=cache(api.get_openapi_schema)), "portal"))),
]

handler400 = refusals.not_understood
handler403 = refusals.not_allowed
handler404 = refusals.not_found
handler500 = refusals.failed
