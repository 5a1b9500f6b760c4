"""The description of the API: what ninja derives from the code, and the errors and headers of every answer."""

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from kenbaar.api.services import Needs

_PROBLEM = {
    "type": "object",
    "description": "A problem document (RFC 9457): what is wrong and the way out.",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "reason"],
                "properties": {"in": {"type": "string"}, "reason": {"type": "string"}},
            },
        },
        "blocks": {
            "type": "array",
            "description": "What keeps the gate before publication closed, where that is what is wrong",
            "items": {"$ref": "#/components/schemas/PointOut"},
        },
    },
}
_ERRORS = {"400": "A parameter cannot be read", "404": "There is no such thing"}
_ERRORS_WITH_TOKEN = {
    "401": "There is no token, or it is not valid",
    "403": "The token does not have the scope",
    "409": "The entry stands in another place; `detail` says what to do first",
    "429": "The token asks too often",
}
_ERRORS_WITH_BODY = {"413": "The body is too large", "422": "What was sent cannot be used; `errors` names each fact"}
_HEADERS_WITH_TOKEN = {"API-Version": {"description": "Whole version of the API", "schema": {"type": "string"}}}
_HEADERS = {
    **_HEADERS_WITH_TOKEN,
    "ETag": {"description": "Send it back in If-None-Match", "schema": {"type": "string"}},
}


class DescribedAPI(NinjaAPI):
    """An API whose OpenAPI document also says what all operations share (Dutch API Design Rules, RFC 9457)."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**said)
        self._scopes: dict[str, str] = {}

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return the name of an operation, and remember the scope that it needs: ninja asks this of each of them."""
        name = super().get_openapi_operation_id(operation)
        for entrance in operation.auth_callbacks:
            if isinstance(entrance, Needs):
                self._scopes[name] = " or ".join(f"`{scope}`" for scope in entrance.scopes)
        return name

    def get_openapi_schema(self, **where: Any) -> OpenAPISchema:
        """Return the OpenAPI document."""
        document = super().get_openapi_schema(**where)
        document["components"]["schemas"]["Problem"] = _PROBLEM
        content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operation in (operation for methods in document["paths"].values() for operation in methods.values()):
            answers = operation["responses"]
            scope = self._scopes.get(operation["operationId"])
            if scope:
                operation["description"] = f"{operation.get('description', '')} Needs the scope {scope}.".strip()
            for answer in answers.values():
                answer["headers"] = _HEADERS_WITH_TOKEN if scope else _HEADERS
            errors = {
                **_ERRORS,
                **(_ERRORS_WITH_TOKEN if operation.get("security") else {}),
                **(_ERRORS_WITH_BODY if "requestBody" in operation else {}),
            }
            answers.update({status: {"description": said, "content": content} for status, said in errors.items()})
        return document
