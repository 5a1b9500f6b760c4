"""The queue of reviews."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from kenbaar.casework.queries.queue import PAGE_SIZE, Wanted, has_queue, queue
from kenbaar.casework.stages import Stage
from kenbaar.desk.entrance import staff
from kenbaar.desk.paging import last_page, page_asked
from kenbaar.desk.rendering import page
from kenbaar.desk.review.wording import class_names, stage_names
from kenbaar.people.actors import Actor

_LAST_PAGE = 10_000
_STAGES = ("", Stage.ASKED, Stage.CHANGES_ASKED, Stage.APPROVED)


@staff
@require_safe
def review_queue(request: HttpRequest, *, by: Actor) -> HttpResponse:
    """List what lies there to be reviewed, what has the nearest target day first."""
    now = timezone.now()
    wanted = _wanted(request, by)
    found = queue(by, wanted, now=now)
    last = last_page(found.total, PAGE_SIZE)
    asked = {"stand": wanted.stage or "alles", "organisatie": wanted.body, "klasse": wanted.class_id}
    asked["laat"] = "1" if wanted.late else ""

    def page_address(number: int) -> str:
        return "?" + urlencode({**{name: said for name, said in asked.items() if said}, "pagina": number})

    return page(
        request,
        "review/queue",
        by=by,
        queue=found,
        wanted=wanted,
        stages=stage_names(),
        classes=class_names(),
        today=timezone.localdate(now),
        has_queue=has_queue(by),
        last=last,
        page_address=page_address,
    )


def _wanted(request: HttpRequest, by: Actor) -> Wanted:
    asked = request.GET
    # A central reviewer has nothing in the first stage: what they check was approved by its body.
    usual = Stage.ASKED if by.roles else ""
    stage = {"alles": ""}.get(asked.get("stand", usual), asked.get("stand", usual))
    return Wanted(
        stage=stage if stage in _STAGES else Stage.ASKED,
        body=asked.get("organisatie", "")[:120],
        class_id=asked.get("klasse", "")[:60],
        late=asked.get("laat") == "1",
        page=min(page_asked(asked.get("pagina", "")), _LAST_PAGE),
    )
