"""The API does what its own description says, whatever is sent to it."""

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kenbaar.site.wsgi import application
from tests import make

schema = schemathesis.pytest.from_fixture("described_api")


@pytest.fixture
def described_api(db: None) -> schemathesis.BaseSchema:
    for state in make.State:
        make.entry(state)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_request_breaks_the_api(case: schemathesis.Case) -> None:
    response = case.call()
    assert response.status_code < 500
    case.validate_response(
        response,
        checks=(status_code_conformance, content_type_conformance, response_schema_conformance),
    )
