"""What people asked, for those who asked it."""

from kenbaar.envelopes.naming import keys_of_code
from kenbaar.notices.models import Request
from kenbaar.notices.queries.opening import OpenedNotice
from kenbaar.people.models import COMPANY, Body, Role

_MOST = 50


def of_notice(opened: OpenedNotice) -> list[Request]:
    """Return what was asked about a notice by who has its code, from new to old."""
    return list(Request.objects.filter(notice=opened.state.number).select_related("body").order_by("-id")[:_MOST])


def by_receipt(code: str) -> Request | None:
    """Return what somebody asked, by the code that they got for it; None when there is no such code."""
    return Request.objects.select_related("body").filter(receipt_key=keys_of_code(code).lookup).first()


def bodies_that_answer() -> list[Body]:
    """Return the bodies at which somebody can read what people ask, by name."""
    rows = Body.objects.exclude(type=COMPANY).filter(memberships__role__in=(Role.EDITOR, Role.APPROVER)).distinct()
    return sorted(rows, key=lambda body: str(body.name.get("nl") or body.slug).casefold())
