"""The forms of the child's pages, sent as a browser sends them."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kiosk.domain.children import Child


def token(client: FlaskClient, path: str = "/outside") -> str:
    """Read the token of a form of a page, one that forgets nobody."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def post(client: FlaskClient, path: str, **form: str) -> TestResponse:
    """Send a form with its token."""
    return client.post(path, data={"csrf_token": token(client), **form})


def come(client: FlaskClient, child: Child | None) -> TestResponse:
    """Let a child in, or a guest."""
    return post(client, "/who", child=child.id) if child else post(client, "/guest")
