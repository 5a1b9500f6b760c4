"""What a code opens: the explanation as a page and as PDF, and the proof as a page and as files."""

import logging
from base64 import b64encode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from kenbaar.decisions.profile import Tongue
from kenbaar.journal.errors import LogError, NotSealedYet
from kenbaar.journal.log.sealing_soon import seal_soon
from kenbaar.letters.explanation import Explanation
from kenbaar.letters.pdf import explanation_pdf
from kenbaar.notices.errors import CodeNotKnown, ReceiptNotKnown
from kenbaar.notices.lifecycle import Standing
from kenbaar.notices.queries.explaining import explanation_of
from kenbaar.notices.queries.opening import NoticeState, OpenedNotice, open_with_code, state_with_code
from kenbaar.notices.queries.receipts import receipt_of
from kenbaar.notices.queries.requests import by_receipt, of_notice
from kenbaar.people.actors import ANYONE
from kenbaar.portal.entrance import public
from kenbaar.portal.notice.entrance import by_code
from kenbaar.portal.rendering import page
from kenbaar.portal.verifying import SCRIPTS, verifier_words
from kenbaar.register.errors import EntryNotFound
from kenbaar.register.queries.entries import entry_for, number_public_on, public_versions
from kenbaar.values import Language

_log = logging.getLogger(__name__)
_JSON = "application/json"


@public
def printed_address(request: HttpRequest) -> HttpResponse:
    """Lead from the address in a letter to the page in a language that the browser asks for; Dutch for any other.

    A browser takes the part behind the # along by itself.
    """
    wished = (tag[:2] for tag, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")))
    language = next((each for each in wished if each in set(Tongue)), Tongue.NL)
    response = HttpResponseRedirect(reverse("portal:notice", kwargs={"language": language}))
    patch_vary_headers(response, ("Accept-Language",))
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@by_code
def notice(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Ask for a code, or show what it opens: the explanation of a decision, or what somebody asked."""
    try:
        opened = open_with_code(code)
    except CodeNotKnown as not_known:
        try:
            return page(request, "notice/request", code=code, one=by_receipt(code))
        except ReceiptNotKnown:
            raise not_known from None
    return page(
        request,
        "notice/explanation",
        code=code,
        opened=opened,
        state=opened.state,
        made=_explained(opened, language),
        **_in_register(opened),
        requests=of_notice(opened.state.number),
    )


@by_code
def explanation_file(_request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Give the explanation as PDF."""
    opened = open_with_code(code)
    content = explanation_pdf(_explained(opened, language))
    return _file(content, "application/pdf", f"{opened.state.number}-explanation.pdf")


@by_code
def proof(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Check in the browser that the public log has the notice as it is here; of an erased one, that it was there."""
    state = state_with_code(code)
    receipt, lacks = _receipt(state)
    return _proof_page(request, language, code, state, receipt=receipt, lacks=lacks)


@by_code
def receipt_file(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Give the receipt, to prove it later; where there is none now, the page that says so."""
    state = state_with_code(code)
    receipt, lacks = _receipt(state)
    if lacks:
        return _proof_page(request, language, code, state, receipt=receipt, lacks=lacks, status=503)
    return _file(receipt, _JSON, f"{state.number}-receipt.json")


@by_code
def content_file(_request: HttpRequest, language: str, code: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Give what the notice says, as the bytes that the log committed to."""
    opened = open_with_code(code)
    return _file(opened.content, _JSON, f"{opened.state.number}-content.json")


def _explained(opened: OpenedNotice, language: str) -> Explanation:
    spoken = language if language in set(Language) else Language.EN
    return explanation_of(opened, language, check=reverse("portal:verify", kwargs={"language": spoken}))


def _in_register(opened: OpenedNotice) -> dict[str, int]:
    """Return the numbers of the versions of the entry to show, 0 where the register shows none.

    `version_then` is what it showed on the day of the decision; where it showed none, `version_told` is what the
    explanation is about.
    """
    try:
        entry = entry_for(ANYONE, opened.entry)
    except EntryNotFound:
        return {"version_then": 0, "version_told": 0}
    if then := number_public_on(entry, opened.decision.decided_on):
        return {"version_then": then, "version_told": 0}
    told = opened.entry_version if public_versions(entry, [opened.entry_version]) else 0
    return {"version_then": 0, "version_told": told}


def _receipt(state: NoticeState) -> tuple[bytes, str]:
    """Return the receipt, or what it waits for: `sealing` takes seconds, `log` is for who keeps the site."""
    try:
        return receipt_of(state), ""
    except NotSealedYet:
        seal_soon()
        return b"", "sealing"
    except LogError as error:
        _log.error("%s", error)
        return b"", "log"


def _proof_page(
    request: HttpRequest,
    language: str,
    code: str,
    state: NoticeState,
    *,
    receipt: bytes,
    lacks: str,
    status: int = 200,
) -> HttpResponse:
    content = b"" if state.standing is Standing.ERASED else open_with_code(code).content
    given = {"receipt": b64encode(receipt).decode(), "record": b64encode(content).decode()}
    return page(
        request,
        "notice/proof",
        status=status,
        code=code,
        state=state,
        words=verifier_words(language),
        scripts=SCRIPTS,
        given=given,
        lacks=lacks,
    )


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    disposition = f'attachment; filename="kenbaar-notice-{name}"'
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})
