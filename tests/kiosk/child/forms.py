"""The forms of the child's pages, sent as a browser sends them."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse


def token(client: FlaskClient) -> str:
    """Read the token of a form on the page of pictures."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/who").text)
    assert found
    return found[1]


def post(client: FlaskClient, path: str, **form: str) -> TestResponse:
    """Send a form with its token."""
    return client.post(path, data={"csrf_token": token(client), **form})
