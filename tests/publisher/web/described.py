"""Requests to the real app, each held against the API's description, the answer too."""

from functools import cache
from typing import Any

import yaml
from flask.testing import FlaskClient
from openapi_core import OpenAPI
from openapi_core.contrib.werkzeug import WerkzeugOpenAPIRequest, WerkzeugOpenAPIResponse
from werkzeug.test import EnvironBuilder, TestResponse
from werkzeug.wrappers import Request

from .house import ADDRESS

DESCRIPTION = "/api/v1/openapi.yaml"


@cache
def read_description(text: str) -> OpenAPI:
    """The description, with the address of the app that serves it."""
    return OpenAPI.from_dict(yaml.safe_load(text) | {"servers": [{"url": f"{ADDRESS}/api/v1"}]})


class Described:
    """A client that refuses a request or an answer that the description does not allow."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.description = read_description(client.get(DESCRIPTION).get_data(as_text=True))

    def get(self, path: str, **words: Any) -> TestResponse:
        return self._call("GET", path, **words)

    def post(self, path: str, data: bytes, **words: Any) -> TestResponse:
        return self._call("POST", path, data=data, content_type="application/json", **words)

    def wrong(self, method: str, path: str, **words: Any) -> TestResponse:
        """A request that the description does not allow; only the answer must follow it."""
        return self._call(method, path, ask_anyway=True, **words)

    def _call(self, method: str, path: str, ask_anyway: bool = False, **words: Any) -> TestResponse:
        request = _request(method, path, **words)
        if not ask_anyway:
            self.description.validate_request(request)
        response = self.client.open(f"/api/v1{path}", method=method, **words)
        self.description.validate_response(request, WerkzeugOpenAPIResponse(response))
        return response


def _request(method: str, path: str, **words: Any) -> WerkzeugOpenAPIRequest:
    builder = EnvironBuilder(f"/api/v1{path}", method=method, base_url=ADDRESS, **words)
    return WerkzeugOpenAPIRequest(Request(builder.get_environ()))
