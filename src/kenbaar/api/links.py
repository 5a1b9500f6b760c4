"""Absolute links in answers, so that a file that travels keeps its way back."""

from django.conf import settings


def entry_links(reference: str) -> dict[str, str]:
    """Return where an entry can be read, by people and machines."""
    api, site = f"{settings.PUBLIC_URL}/api/v1/entries/{reference}", settings.PUBLIC_URL
    return {
        "self": api,
        "versions": f"{api}/versions",
        "html_nl": f"{site}/nl/algoritme/{reference}/",
        "html_en": f"{site}/en/algoritme/{reference}/",
        "json_ld": f"{site}/nl/algoritme/{reference}/entry.jsonld",
    }


def version_link(reference: str, number: int) -> str:
    """Return where a version can be read."""
    return f"{settings.PUBLIC_URL}/api/v1/entries/{reference}/versions/{number}"


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
