"""Addresses of the present Dutch register, so that a link in a letter or a report still leads to the entry."""

import re

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from kenbaar.people.actors import ANYONE
from kenbaar.portal.entrance import ReferenceInPath, public
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.queries.entries import entry_for, reference_known_as
from kenbaar.register.references import is_lars

_MOST_PARTS = 8
_REFERENCE = re.compile(ReferenceInPath.regex)


@public
def old_address(_request: HttpRequest, language: str, rest: str) -> HttpResponse:
    """Lead `/nl/algoritme/<lars>` and `/nl/algoritme/<organisation ...>/<lars>/<title>` to the entry.

    An address that only lacks its last slash is led on in the same way.
    """
    parts = rest.strip("/").split("/")[:_MOST_PARTS]
    codes = [part for part in parts if is_lars(part)] or list(filter(_REFERENCE.fullmatch, parts[:1]))
    for code in reversed(codes):
        reference = reference_known_as("lars", code) or code
        try:
            entry_for(ANYONE, reference)
        except EntryNotFound:
            continue
        where = {"language": language, "reference": reference}
        return HttpResponsePermanentRedirect(reverse("portal:entry", kwargs=where))
    raise Http404(f"no entry goes by {rest}")
