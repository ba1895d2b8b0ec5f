"""Prints the packages that a house needs beside its own, for one Python on one machine.

Usage: wanted.py 3.13 aarch64
"""

import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]


def wanted(python: str, machine: str) -> list[str]:
    """List the requirements of a house that hold there, without their conditions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = [*project["dependencies"], *project["optional-dependencies"]["house"]]
    there = {"python_version": python, "platform_machine": machine}
    found = [Requirement(one) for one in said]
    return [
        f"{one.name}{one.specifier}"
        for one in found
        if one.marker is None or one.marker.evaluate(there)
    ]


if __name__ == "__main__":
    print("\n".join(wanted(*sys.argv[1:])))
