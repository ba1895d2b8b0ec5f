"""Addresses that are compiled late are written and found as any other."""

import pytest
from flask import Flask
from werkzeug.routing import BuildError, Map, Rule

from kiosk.routes import LateRule

RULES = (
    ("/who", "who", {}),
    ("/visits/<int:seq>", "visit", {}),
    ("/days/<day>/<path:rest>", "day", {}),
    ("/all", "all", {"defaults": {"page": 1}}),
    ("/all/<int:page>", "all", {}),
)

WRITTEN = (
    ("who", {}),
    ("who", {"page": 2, "back": "/a b"}),
    ("visit", {"seq": 7}),
    ("day", {"day": "今天", "rest": "a/b", "more": "x"}),
    ("all", {"page": 1}),
    ("all", {"page": 2}),
)


def adapter(kind: type[Rule]):
    rules = [kind(path, endpoint=endpoint, **options) for path, endpoint, options in RULES]
    return Map(rules).bind("localhost")


@pytest.mark.parametrize(("endpoint", "values"), WRITTEN)
def test_an_address_is_written_as_werkzeug_writes_it(endpoint: str, values: dict) -> None:
    late, plain = adapter(LateRule), adapter(Rule)
    for _ in range(2):
        assert late.build(endpoint, dict(values)) == plain.build(endpoint, dict(values))


@pytest.mark.parametrize("path", ["/who", "/visits/7", "/days/x/a/b", "/all/2"])
def test_a_page_is_found_before_any_address_was_written(path: str) -> None:
    assert adapter(LateRule).match(path) == adapter(Rule).match(path)


def test_what_is_missing_is_an_error_as_before() -> None:
    with pytest.raises(BuildError):
        adapter(LateRule).build("visit", {})


def test_all_pages_of_the_house_are_late(app: Flask) -> None:
    assert {type(rule) for rule in app.url_map.iter_rules()} == {LateRule}
