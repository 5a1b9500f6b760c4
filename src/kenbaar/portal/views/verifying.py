"""The page on which a reader verifies for themselves, and the same page as a file to keep."""

import re

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from kenbaar.journal.log.logs import LOGS_ADDRESS, Log
from kenbaar.portal.entrance import ReferenceInPath, public
from kenbaar.portal.paging import number_asked
from kenbaar.portal.rendering import page
from kenbaar.portal.verifying import SCRIPTS, saved_parts, verifier_words
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.queries.reading import entry_to_read
from kenbaar.register.queries.recorded import recorded_steps


@public
def verify_page(request: HttpRequest, language: str) -> HttpResponse:
    """Verify a step of an entry, its whole history, or files that the reader has; `entry` and `number` say what."""
    reference = request.GET.get("entry", "")
    number = number_asked(request.GET.get("number", ""))
    name: dict[str, str] = {}
    receipt = record = ""
    if reference:
        if not re.fullmatch(ReferenceInPath.regex, reference):
            raise EntryNotFound(reference)
        name = entry_to_read(reference).version.sheet.texts("name")
        record = _record(reference, number)
        where = {"language": language, "reference": reference}
        receipt = (
            reverse("portal:step_receipt", kwargs={**where, "number": number})
            if number
            else reverse("portal:history_receipt", kwargs=where)
        )
    return page(
        request,
        "verify",
        reference=reference,
        name=name,
        number=number,
        receipt=receipt,
        record=record,
        log=f"{LOGS_ADDRESS}{Log.REGISTER}/",
        words=verifier_words(language),
        scripts=SCRIPTS,
    )


def _record(reference: str, number: int) -> str:
    """Return the address of what a step showed, or the last one of the whole history; empty when there is none."""
    sealed = [step for step in recorded_steps(reference).values() if step.sealed and number in {0, step.number}]
    return sealed[-1].record if sealed else ""


@public
def saved_verifier(request: HttpRequest, language: str) -> HttpResponse:
    """Give the page as one file that works without this site, from a disk."""
    response = page(request, "verifier", words=verifier_words(language), parts=saved_parts())
    response["Content-Disposition"] = f'attachment; filename="kenbaar-verify-{language}.html"'
    return response
