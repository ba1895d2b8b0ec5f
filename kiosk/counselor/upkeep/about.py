"""What this program is, what it keeps, and whose work it stands on."""

from importlib.metadata import version

from flask import render_template
from flask.typing import ResponseReturnValue


def about() -> ResponseReturnValue:
    """Show the credits, what is stored, and the version."""
    return render_template("counselor/upkeep/about.html", version=version("aiyou-house"))
