"""The API does what its own description says, whatever is sent to it."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kenbaar.api.main import operations
from kenbaar.site.wsgi import application
from tests import make

CHECKS = [status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture
def described(db: None) -> Iterator[schemathesis.BaseSchema]:
    for state in make.State:
        make.entry(state)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path, _function in operations()])
def test_no_request_breaks_an_operation(described: schemathesis.BaseSchema, method: str, path: str) -> None:
    @settings(max_examples=30, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(case=described[f"/api/v1{path}"][method].as_strategy())
    def sent(case: schemathesis.Case) -> None:
        response = case.call()
        assert response.status_code < 500, case.as_curl_command()
        case.validate_response(response, checks=CHECKS)

    sent()
