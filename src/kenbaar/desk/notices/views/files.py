"""A profile as a file, to keep or to bring to another system."""

import orjson
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from kenbaar.desk.entrance import staff
from kenbaar.notices.queries.profiles import profile_named, version_to_show
from kenbaar.people.actors import Actor


@staff
@require_safe
def download(_request: HttpRequest, *, by: Actor, slug: str, profile: str) -> HttpResponse:
    """Return what the newest version says, as JSON that `kenbaar notices profile import` reads."""
    version = version_to_show(profile_named(by, slug, profile))
    content = orjson.dumps(version.content, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    answer = HttpResponse(content, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{profile}.json"'
    return answer
