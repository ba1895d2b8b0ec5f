from collections.abc import Callable

import jinja2
import pytest
from flask import Flask
from flask_babel import Babel, force_locale

from sync.hq import looks
from tests.sync.hq.cast import Office, Visit


def bare() -> Flask:
    app = Flask("sync.hq.app")
    Babel(app)
    return app


def refuse(*_given: object, **_more: object) -> None:
    raise AssertionError("A template was compiled while somebody waited.")


def test_no_page_waits_until_its_template_is_compiled(
    visit: Callable[..., Visit], small_office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    house, lin = small_office.enrolled_house(), visit()
    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    for page in ("/", f"/houses/{house.house}", "/places/", "/standards", "/account"):
        lin.get(page)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "of 1 day|of 1,289 days|1,289|Show|&lt;b&gt;"),
        ("zh_Hans", "／1 天|／1,289 天|1,289|查看|&lt;b&gt;"),
    ],
)
def test_texts_are_those_of_the_page_and_what_stands_in_them_is_escaped(
    language: str, written: str
) -> None:
    app = bare()
    looks.install(app)
    page = (
        '{% for days in (1, 1289) %}{{ ngettext("of %(num)s day", "of %(num)s days", days) }}|'
        '{% endfor %}{{ 1289 | number }}|{{ _("Show") }}|'
        '{{ gettext("%(name)s", name="<b>") }}'
    )
    # As a file that ends in .html, which is what is escaped.
    app.jinja_env.loader = jinja2.DictLoader({"page.html": page})
    with app.app_context(), force_locale(language):
        template = app.jinja_env.get_template("page.html")
        context: dict[str, object] = {}
        app.update_template_context(context)
        assert template.render(context) == written
