"""Which address leads to which face."""

from functools import cache

from django.urls import URLPattern, URLResolver, include, path

from kenbaar.api.main import api, declared_urls
from kenbaar.desk.urls import addresses_of_allauth, own_addresses
from kenbaar.desk.views.refusals import too_many
from kenbaar.portal.urls import addresses
from kenbaar.portal.views import refusals

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include((declared_urls(), "api"))),
    path("desk/", include((own_addresses, "desk"))),
    path("desk/", include(addresses_of_allauth)),
    path("", include((addresses(describe_api=cache(api.get_openapi_schema)), "portal"))),
]

handler400 = refusals.not_understood
handler403 = refusals.not_allowed
handler404 = refusals.not_found
handler500 = refusals.failed
# django-allauth asks for it under this name.
handler429 = too_many
