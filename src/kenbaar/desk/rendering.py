"""Making a page of the desk. The desk has one address for both languages: the browser's wish decides."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.generic.base import TemplateResponseMixin

from kenbaar.desk.menu import area_of, menu_for
from kenbaar.people.actors import Actor, actor_of
from kenbaar.people.models import Person
from kenbaar.people.queries import bodies_managed_by
from kenbaar.people.signing_in import is_fully_signed_in
from kenbaar.values import Language


def page(
    request: HttpRequest, template: str, *, by: Actor | None = None, status: int = 200, **context: Any
) -> HttpResponse:
    """Return the page that `desk/<template>.html` makes of the context; `by` saves asking for the roles again."""
    language = Language(get_language() or Language.NL)
    person = getattr(request, "user", None)
    if isinstance(person, Person) and is_fully_signed_in(request):
        actor = by or actor_of(person)
        more = {
            "is_in": True,
            "menu": menu_for(actor),
            "area": area_of(request.path),
            "managed": list(bodies_managed_by(actor)),
        }
    else:
        more = {"is_in": False, "menu": [], "managed": []}
    more |= {"language": language, "public_url": settings.PUBLIC_URL}
    return render(request, f"desk/{template}.html", {**more, **context}, status=status, using=language)


class DeskPage(TemplateResponseMixin):
    """A view of django-allauth with the page of the desk in place of its own."""

    request: HttpRequest
    page_name: str

    def render_to_response(self, context: dict[str, Any], **_options: Any) -> HttpResponse:
        """Return the page; a form that was not filled in well is answered with 400."""
        form = context.get("form")
        wrong = form is not None and form.is_bound and not form.is_valid()
        context.pop("view", None)
        return page(self.request, self.page_name, status=400 if wrong else 200, **context)
