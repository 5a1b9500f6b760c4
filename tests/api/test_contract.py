"""The API does what its own description says, whatever is sent to it."""

import functools
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import schemathesis
from django.conf import LazySettings
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, strategies
from ninja import Schema
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kenbaar.api.main import operations
from kenbaar.people.models import Scope
from kenbaar.register.following import follow
from kenbaar.register.lifecycle import State
from kenbaar.register.models import Entry
from kenbaar.site.wsgi import application
from tests import make
from tests.api.tokens import token_for

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@functools.cache
def _description() -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


def test_no_two_shapes_of_the_description_share_a_name() -> None:
    """Of two shapes with one name the description keeps one, and lies about the other."""
    shapes = {each for each in _below(Schema) if each.__module__.startswith("kenbaar.api.")}
    names = Counter(each.__name__ for each in shapes)
    assert [name for name, count in names.items() if count > 1] == []


def _below(shape: type) -> Iterator[type]:
    for each in shape.__subclasses__():
        yield each
        yield from _below(each)


@pytest.fixture
def described(db: None, settings: LazySettings, tmp_path: Path) -> Iterator[schemathesis.BaseSchema]:
    settings.SEARCH_INDEX_DIR = tmp_path
    for state in State:
        make.entry(state)
    follow()
    # As Django's own test client does: the connection holds the transaction of the test and must stay open.
    ends = (request_started, request_finished)
    for signal in ends:
        signal.disconnect(close_old_connections)
    yield _description()
    for signal in ends:
        signal.connect(close_old_connections)


@pytest.fixture
def token(described: schemathesis.BaseSchema) -> str:
    """A token of the body of the entries, for everything that tokens are for."""
    return token_for(make.body(), *Scope)[0]


@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path, _function in operations()])
def test_no_request_breaks_an_operation(described: schemathesis.BaseSchema, token: str, method: str, path: str) -> None:
    reference = Entry.objects.filter(state=State.PUBLISHED).values_list("reference", flat=True).first()

    @hypothesis.settings(
        max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=described[f"/api/v1{path}"][method].as_strategy(), real=strategies.booleans())
    def sent(case: schemathesis.Case, real: bool) -> None:
        cache.clear()
        if real and "reference" in (case.path_parameters or {}):
            case.path_parameters |= {"reference": reference, **({"number": 1} if "{number}" in path else {})}
        response = case.call(headers={"Accept-Encoding": "identity", "Authorization": f"Bearer {token}"})
        assert response.status_code < 500, case.as_curl_command()
        case.validate_response(response, checks=CHECKS)

    sent()
