"""The entrances of the desk: who may come in is asked here once, and again by each deed and query."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache

from kenbaar.notices.errors import RequestNotFound
from kenbaar.notices.profile_errors import ProfileNotFound
from kenbaar.people.access import Callers, open_to
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.errors import NotAllowed
from kenbaar.people.models import Person
from kenbaar.people.policies import may_manage
from kenbaar.people.signing_in import comes_from_provider, is_fully_signed_in
from kenbaar.register.errors import EntryNotFound, PreparedChangeNotFound, SavedListNotFound
from kenbaar.register.errors import NotAllowed as EntryNotAllowed
from kenbaar.suppliers.errors import NotAllowed as TemplateNotAllowed
from kenbaar.suppliers.errors import TemplateNotFound

_NOT_THERE = (
    EntryNotFound,
    TemplateNotFound,
    SavedListNotFound,
    PreparedChangeNotFound,
    ProfileNotFound,
    RequestNotFound,
)
View = Callable[..., HttpResponseBase]


def signing_in(view: View) -> View:
    """Open a view to whoever is on the way in. Nothing of it is kept for another."""
    return open_to(Callers.SIGNING_IN)(never_cache(view))


def for_own_factors(view: View) -> View:
    """Open a view to who is signed in with a local account, also before there is a second factor."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        # Somebody whom the provider no longer vouches for must not have a way in that the provider does not know.
        if comes_from_provider(request.user):
            raise PermissionDenied("the identity provider keeps the second factor of this account")
        return view(request, *args, **kwargs)

    return open_to(Callers.SIGNED_IN)(never_cache(answer))


def staff(view: View) -> View:
    """Open a view to who is fully signed in; it gets the actor as `by`."""
    return open_to(Callers.STAFF)(_with_actor(view))


def leaving_nothing(view: View) -> View:
    """Clear what pages kept in the browser, with the answer of a view that signs out: who is next may be another."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response

    return answer


def administrator(view: View) -> View:
    """Open a view to an administrator of the body whose `slug` is in the address; it gets the actor as `by`."""

    def guarded(request: HttpRequest, *, by: Actor, slug: str, **kwargs: Any) -> HttpResponseBase:
        if not may_manage(by, slug):
            raise PermissionDenied(f"only an administrator of {slug} may come here")
        return view(request, by=by, slug=slug, **kwargs)

    return open_to(Callers.ADMINISTRATOR)(_with_actor(wraps(view)(guarded)))


def _with_actor(view: View) -> View:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not isinstance(request.user, Person):
            return redirect_to_login(request.get_full_path())
        if not is_fully_signed_in(request):
            return redirect("desk:secure")
        try:
            return view(request, *args, by=actor_of(request.user), **kwargs)
        except (NotAllowed, EntryNotAllowed, TemplateNotAllowed) as refused:
            raise PermissionDenied(str(refused)) from refused
        except _NOT_THERE as nowhere:
            raise Http404(str(nowhere)) from nowhere

    return never_cache(answer)
