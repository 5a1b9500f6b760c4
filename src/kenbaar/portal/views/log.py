"""The page about the public log, and the receipts that the log gives."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from kenbaar.journal.errors import LogError, NotInLog, NotSealedYet
from kenbaar.journal.log.logs import LOGS_ADDRESS, Log
from kenbaar.journal.log.queries import head_of, waiting_after
from kenbaar.journal.log.receipts import register_receipt
from kenbaar.journal.log.sealing_soon import seal_soon
from kenbaar.journal.log.standing import public_keys, witnesses_of
from kenbaar.portal.entrance import public
from kenbaar.portal.rendering import page

_RETRY_SECONDS = 10


@public
def log_page(request: HttpRequest, language: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Explain the public log: what it is, how far it goes, how to check and follow it, what it proves and what not."""
    head = head_of(Log.REGISTER)
    try:
        keys = public_keys(Log.REGISTER)
    except LogError:
        # The page still explains; who keeps the site learns of it from the sealer.
        keys = ()
    return page(
        request,
        "log",
        head=head,
        waiting=waiting_after(head, Log.REGISTER),
        keys=keys,
        files=f"{LOGS_ADDRESS}{Log.REGISTER}/",
        witnesses=witnesses_of(head, Log.REGISTER) if head else (),
    )


@public
def history_receipt(_request: HttpRequest, language: str, reference: str) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Give the receipt for everything that the log has about an entry."""
    return _receipt(reference, None)


@public
def step_receipt(_request: HttpRequest, language: str, reference: str, number: int) -> HttpResponse:  # noqa: ARG001  # part of the address
    """Give the receipt for one public step of an entry."""
    return _receipt(reference, number)


def _receipt(reference: str, number: int | None) -> HttpResponse:
    try:
        receipt = register_receipt(reference, number=number)
    except NotInLog as missing:
        raise Http404(str(missing)) from missing
    except NotSealedYet:
        seal_soon()
        return _later(_("Dit wordt nog vastgelegd in het logboek. Probeer het over een minuut opnieuw."))
    except LogError:
        return _later(_("Het logboek is nu niet te lezen. Er is niets verloren. Probeer het later opnieuw."))
    response = HttpResponse(receipt, content_type="application/json")
    name = f"{reference}-{number}" if number else reference
    # Verifiers on the pages of others may read it, as they may read the log.
    response["Access-Control-Allow-Origin"] = "*"
    response["Content-Disposition"] = f'attachment; filename="{name}-receipt.json"'
    return response


def _later(sentence: str) -> HttpResponse:
    kind = "text/plain; charset=utf-8"
    return HttpResponse(f"{sentence}\n", status=503, content_type=kind, headers={"Retry-After": _RETRY_SECONDS})
