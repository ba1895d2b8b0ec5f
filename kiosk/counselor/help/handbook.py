"""The handbook: one short page a task, in the panel's languages, on the screen and on paper."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale, gettext
from markupsafe import Markup

_HERE = Path(__file__)
_LABEL = re.compile(r"{([^}]+)}")


@dataclass(frozen=True, slots=True)
class Task:
    """One page: what it is for, the panel's page where it is done, and what to do in turn."""

    name: str
    endpoint: str
    title: str
    steps: tuple[str, ...]


@cache
def tasks(locale: str) -> tuple[Task, ...]:
    """Read the handbook in a language, in the order of a counselor's work."""
    pages = tomllib.loads(_HERE.with_name(f"handbook.{locale}.toml").read_text("utf-8"))["page"]
    return tuple(
        Task(page["name"], page["endpoint"], page["title"], tuple(page["steps"])) for page in pages
    )


def labels(step: str) -> list[str]:
    """List the panel's labels that a step names."""
    return _LABEL.findall(step)


def with_labels(step: str) -> Markup:
    """Write a step with the labels as the panel shows them."""
    parts = _LABEL.split(step)
    told = [Markup("<b>{}</b>").format(gettext(label)) for label in parts[1::2]]
    said = [Markup.escape(part) for part in parts[::2]]
    return Markup("").join(part for pair in zip(said, [*told, ""], strict=True) for part in pair)


def handbook() -> ResponseReturnValue:
    """Show all tasks, by their titles; on paper, all of them in full."""
    return render_template("counselor/help/handbook.html", tasks=_here(), with_labels=with_labels)


def task(name: str) -> ResponseReturnValue:
    """Show one task; one that there is not leads to all of them."""
    found = next((one for one in _here() if one.name == name), None)
    if found is None:
        return redirect(url_for("counselor.handbook"))
    return render_template("counselor/help/task.html", task=found, with_labels=with_labels)


def _here() -> tuple[Task, ...]:
    return tasks(str(get_locale()))
