import marshal
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from flask import Flask
from flask_babel import Babel
from jinja2 import nodes
from jinja2.filters import FILTERS

from kiosk.app import bare_app
from kiosk.child.views import child
from kiosk.config import HouseConfig
from kiosk.counselor.views import counselor
from sync.compiled import Compiled, compile_all
from sync.hq import looks

PAGE = "{{ name }} is here"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that has one template, in an interpreter that keeps what it compiles."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "templates" / "child").mkdir(parents=True)
    (tmp_path / "templates" / "child" / "page.html").write_text(PAGE)
    return tmp_path


def opened(package: Path, kept: Compiled | None = None) -> jinja2.Environment:
    """Open its templates as another process does, or as another app of the same one."""
    loader = jinja2.FileSystemLoader(package / "templates")
    return jinja2.Environment(loader=loader, bytecode_cache=kept or Compiled(), autoescape=True)


def shown(environment: jinja2.Environment) -> str:
    return environment.get_template("child/page.html").render(name="小雨")


def kept_file(package: Path) -> Path:
    (file,) = (package / "__pycache__").iterdir()
    return file


def refuse(*_given: object, **_more: object) -> None:
    raise AssertionError("A template was compiled once more.")


def test_another_process_compiles_no_template_again(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_all(opened(package))
    assert kept_file(package).name.startswith("page.html.")
    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert shown(opened(package)) == "小雨 is here"


def test_another_app_compiles_no_template_again_though_nothing_may_be_written(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write everywhere but where a file stands in the way.
    (package / "__pycache__").write_text("")
    kept = Compiled()
    assert shown(opened(package, kept)) == "小雨 is here"
    monkeypatch.setattr(jinja2.Environment, "compile", refuse)
    assert shown(opened(package, kept)) == "小雨 is here"


def test_a_template_that_changed_is_compiled_anew(package: Path) -> None:
    kept = Compiled()
    assert shown(opened(package, kept)) == "小雨 is here"
    (package / "templates" / "child" / "page.html").write_text("Bye, {{ name }}")
    assert shown(opened(package, kept)) == shown(opened(package)) == "Bye, 小雨"


@pytest.mark.parametrize(
    "damage",
    [
        lambda _: b"",
        lambda kept: kept[: len(kept) // 2],
        lambda kept: bytes(len(kept)),
        lambda _: marshal.dumps(("another", 5)),
        lambda kept: marshal.dumps((marshal.loads(kept)[0], "no code")),
        lambda _: marshal.dumps([1, 2, 3]),
    ],
)
def test_what_the_card_damaged_is_compiled_anew(
    package: Path, damage: Callable[[bytes], bytes]
) -> None:
    compile_all(opened(package))
    file = kept_file(package)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert shown(opened(package)) == "小雨 is here"
    assert file.read_bytes() == whole


def test_an_interpreter_that_keeps_nothing_of_its_modules_keeps_no_template(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(opened(package)) == "小雨 is here"
    assert not (package / "__pycache__").exists()


def test_a_template_that_is_no_file_is_compiled_and_kept_in_memory() -> None:
    kept, said = Compiled(), {"page.html": "one"}
    for expected in ("one", "two", "one"):
        said["page.html"] = expected
        loader = jinja2.DictLoader(dict(said))
        fresh = jinja2.Environment(loader=loader, bytecode_cache=kept, autoescape=True)
        assert fresh.get_template("page.html").render() == expected


def house_pages() -> Flask:
    app = bare_app(HouseConfig())
    app.register_blueprint(child)
    app.register_blueprint(counselor, url_prefix="/counselor")
    return app


def headquarters_pages() -> Flask:
    app = Flask("sync.hq.app")
    Babel(app)
    looks.install(app)
    return app


@pytest.mark.parametrize("pages", [house_pages, headquarters_pages])
def test_nothing_is_compiled_into_a_template_that_a_filter_of_ours_said(
    pages: Callable[[], Flask],
) -> None:
    # The text of a template does not tell that such a filter has changed.
    environment = pages().jinja_env
    names = environment.list_templates()
    assert names
    for name in names:
        source, _, _ = environment.loader.get_source(environment, name)
        for one in environment.parse(source, name).find_all(nodes.Filter):
            if one.name not in FILTERS:
                with pytest.raises(nodes.Impossible):
                    one.as_const(nodes.EvalContext(environment, name))


_LOOK = """
import jinja2
from kiosk.app import compile_templates

def refuse(*_given, **_more):
    raise AssertionError("A template was compiled once more.")

compile_templates()
jinja2.Environment.compile = refuse
import sync.compiled
sync.compiled.TEMPLATES._known.clear()
compile_templates()
"""


def test_whoever_installs_a_house_compiles_all_its_pages() -> None:
    environ = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    subprocess.run([sys.executable, "-c", _LOOK], env=environ, check=True)
