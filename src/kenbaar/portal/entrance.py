"""The entrance of a public page: open to everyone, for reading only, in one of the languages of the site."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from kenbaar.decisions.profile import Tongue
from kenbaar.journal.log.logs import Log
from kenbaar.people.access import Callers, open_to
from kenbaar.register.errors import EntryNotFound

View = Callable[..., HttpResponseBase]


def public(view: View) -> View:
    """Open a view to everyone. An entry that is not there, or not public, is a page that is not there."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except EntryNotFound as missing:
            raise Http404(str(missing)) from missing

    # Nothing can be written here, so another method is refused as such and not for want of a form's token.
    return open_to(Callers.EVERYONE)(csrf_exempt(require_safe(answer)))


class LanguageInPath:
    """The first part of an address: `nl` or `en`."""

    regex = "nl|en"

    def to_python(self, value: str) -> str:
        """Return the part as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part as it stands."""
        return value


class NoticeLanguageInPath(LanguageInPath):
    """The first part of an address about a notice: one of the languages in which people get them."""

    regex = "|".join(Tongue)


class ReferenceInPath:
    """The reference of an entry: a LARS code, or `kb-` and ten characters."""

    regex = "[0-9a-z-]{1,40}"

    def to_python(self, value: str) -> str:
        """Return the part as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Return the part as it stands."""
        return value


class LogInPath:
    """A log, by its place in addresses."""

    regex = "|".join(Log)

    def to_python(self, value: str) -> Log:
        """Return the log."""
        return Log(value)

    def to_url(self, value: Log) -> str:
        """Return its place."""
        return value.value
