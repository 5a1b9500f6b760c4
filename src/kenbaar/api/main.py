"""The API itself: its name, its version and its operations."""

from collections.abc import Callable
from typing import Any

from django.urls import URLPattern, URLResolver

from kenbaar.api import (
    arranging,
    bodies,
    changes,
    downloads,
    entries,
    files,
    inventory,
    judging,
    law,
    lists,
    log,
    notice_checks,
    notice_profiles,
    notices,
    own_versions,
    people,
    requests,
    reviews,
    rules,
    search,
    tasks,
    templates,
    webhooks,
    working,
)
from kenbaar.api.description import DescribedAPI
from kenbaar.api.problems import answer_with_problems
from kenbaar.api.reading_bodies import StrictJson
from kenbaar.api.version import API_VERSION
from kenbaar.people.access import callers_of, open_to

api = DescribedAPI(
    title="Kenbaar",
    version=API_VERSION,
    description=(
        "The register of algorithms as open data, and the law that applies to them. Reading what is public needs no "
        "key; a system of a body works in its inventory with a token. Every public answer carries an ETag: send it "
        "back in If-None-Match and an unchanged answer costs nothing. Errors are problem documents (RFC 9457)."
    ),
    urls_namespace="api",
    parser=StrictJson(),
    docs_url=None,
    openapi_url="/openapi.json",
    openapi_extra={"info": {"license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"}}},
)
ROOMS = (
    entries,
    log,
    bodies,
    search,
    downloads,
    law,
    notice_checks,
    notice_profiles,
    inventory,
    working,
    arranging,
    own_versions,
    judging,
    reviews,
    changes,
    files,
    lists,
    templates,
    tasks,
    notices,
    requests,
    rules,
    people,
    webhooks,
)
answer_with_problems(api)
for room in ROOMS:
    api.add_router("", room.router)


def operations() -> list[tuple[str, str, Callable[..., Any]]]:
    """Return every operation as (method, path, function): for the page that describes the API, and for tests."""
    return [
        (method, f"/{path.strip('/')}", operation.view_func)
        for room in ROOMS
        for path, view in room.router.path_operations.items()
        for operation in view.operations
        for method in operation.methods
    ]


def declared_urls() -> list[URLPattern | URLResolver]:
    """Return the API's addresses. An address is declared when all its operations are, and alike."""
    said: dict[str, set[object]] = {}
    for _method, path, function in operations():
        said.setdefault(path.strip("/"), set()).add(callers_of(function))
    patterns: list[URLPattern | URLResolver] = list(api.urls[0])
    for pattern in patterns:
        path = str(pattern.pattern).strip("/").replace("<", "{").replace(">", "}")
        callers = said.get(path, {entries.DESCRIPTION_CALLERS})
        if isinstance(pattern, URLPattern) and len(callers) == 1:
            open_to(next(iter(callers)))(pattern.callback)  # type: ignore[arg-type]  # an undeclared one stays None: closed
    return patterns
