"""Bodies, and the figures of the register."""

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router
from ninja.params.functions import Query

from kenbaar.api.links import body_links
from kenbaar.api.problems import Problem
from kenbaar.api.request_schemas import BodyFiguresOut, figures_out
from kenbaar.api.schemas import BodyOut, FiguresOut, MonthOut
from kenbaar.notices.queries.request_figures import figures_of
from kenbaar.people.access import Callers, open_to
from kenbaar.people.models import Body
from kenbaar.register.queries.bodies import BodyLine, bodies_with_counts, body_line
from kenbaar.register.queries.figures import figures

router = Router(tags=["bodies"])


@router.get("/bodies", response=list[BodyOut], summary="All bodies")
@open_to(Callers.EVERYONE)
def list_bodies(
    request: HttpRequest,
    type: str | None = Query(None, max_length=40, description="only bodies of this type"),  # the word of the API
    published: bool | None = Query(None, description="true: only with entries; false: only without"),
) -> list[BodyOut]:
    """Return every body, also those that published nothing."""
    return [
        _body_out(line)
        for line in bodies_with_counts()
        if (type is None or line.type == type) and (published is None or published == bool(line.entries))
    ]


@router.get("/bodies/{slug}", response=BodyOut, summary="One body")
@open_to(Callers.EVERYONE)
def one_body(request: HttpRequest, slug: str) -> BodyOut:
    """Return a body with its counts."""
    line = body_line(slug)
    if line is None:
        raise Problem(404, "Not found", f"There is no body {slug}. See the list of bodies.")
    return _body_out(line)


@router.get("/bodies/{slug}/requests", response=BodyFiguresOut, summary="How a body answers, in figures")
@open_to(Callers.EVERYONE)
def body_requests(request: HttpRequest, slug: str) -> BodyFiguresOut:
    """Return what a body was asked and answered in time, and how many of its decisions have a notice.

    A figure is null where it could be about fewer than five people.
    """
    body = Body.objects.filter(slug=slug).first()
    if body is None:
        raise Problem(404, "Not found", f"There is no body {slug}. See the list of bodies.")
    return figures_out(figures_of(body, today=timezone.localdate()))


@router.get("/figures", response=FiguresOut, summary="The register in figures", tags=["figures"])
@open_to(Callers.EVERYONE)
def register_figures(request: HttpRequest) -> FiguresOut:
    """Return the counts of this moment."""
    now = figures()
    return FiguresOut(
        entries=now.totals.entries,
        bodies=now.totals.bodies,
        bodies_taking_part=now.totals.bodies_taking_part,
        withdrawn=now.withdrawn,
        completeness=now.totals.completeness,
        months=[MonthOut(month=month, entries=count) for month, count in now.months],
    )


def _body_out(line: BodyLine) -> BodyOut:
    return BodyOut(
        slug=line.slug,
        type=line.type,
        code=line.code,
        name=line.name,
        abbreviation=line.abbreviation,
        entries=line.entries,
        completeness=line.completeness,
        last_change=line.last_change,
        links=body_links(line.slug),
    )
