"""Absolute links in answers, so that a file that travels keeps its way back."""

from django.conf import settings

from kenbaar.journal.log.logs import LOGS_ADDRESS, Log
from kenbaar.register.queries.recorded import RecordedStep


def entry_links(reference: str) -> dict[str, str]:
    """Return where an entry can be read, by people and machines."""
    api, site = f"{settings.PUBLIC_URL}/api/v1/entries/{reference}", settings.PUBLIC_URL
    return {
        "self": api,
        "versions": f"{api}/versions",
        "log": f"{api}/log",
        "html_nl": f"{site}/nl/algoritme/{reference}/",
        "html_en": f"{site}/en/algoritme/{reference}/",
        "json_ld": f"{site}/nl/algoritme/{reference}/entry.jsonld",
    }


def version_link(reference: str, number: int) -> str:
    """Return where a version can be read."""
    return f"{settings.PUBLIC_URL}/api/v1/entries/{reference}/versions/{number}"


def entry_log_links(reference: str) -> dict[str, str]:
    """Return where the history of an entry can be verified, and where the log itself is."""
    site = settings.PUBLIC_URL
    return {
        "self": f"{site}/api/v1/entries/{reference}/log",
        "receipt": f"{site}/nl/algoritme/{reference}/logbewijs.json",
        "checkpoint": f"{site}{LOGS_ADDRESS}{Log.REGISTER}/checkpoint",
        "verify_nl": f"{site}/nl/controleren/?entry={reference}",
        "verify_en": f"{site}/en/controleren/?entry={reference}",
    }


def recorded_links(reference: str, step: RecordedStep) -> dict[str, str]:
    """Return where the record of a step is, and its receipt once it is sealed."""
    site = settings.PUBLIC_URL
    receipt = {"receipt": f"{site}/nl/algoritme/{reference}/logbewijs/{step.number}.json"}
    return {"record": f"{site}{step.record}", **(receipt if step.sealed else {})}


def questionnaire_links(questionnaire_id: str, version: str) -> dict[str, str]:
    """Return where a questionnaire can be read."""
    return {"self": f"{settings.PUBLIC_URL}/api/v1/questionnaires/{questionnaire_id}/{version}"}


def body_links(slug: str) -> dict[str, str]:
    """Return where a body can be read."""
    return {
        "self": f"{settings.PUBLIC_URL}/api/v1/bodies/{slug}",
        "entries": f"{settings.PUBLIC_URL}/api/v1/entries?body={slug}",
        "html_nl": f"{settings.PUBLIC_URL}/nl/organisatie/{slug}/",
        "html_en": f"{settings.PUBLIC_URL}/en/organisatie/{slug}/",
    }
