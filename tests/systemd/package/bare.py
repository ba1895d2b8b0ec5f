"""A root with nothing of its own: what dpkg does and calls runs on it, by the programs of here."""

import os
import subprocess
from pathlib import Path

import pytest

# Whoever it is, in there it is root; what is mounted is gone with it.
ALONE = ("unshare", "--map-root-user", "--mount")
PATH = "/stand-ins:/usr/sbin:/usr/bin"


def bare(root: Path, **stand_ins: str) -> Path:
    """Make one; a stand-in is what a shell does where a program of that name is called."""
    if subprocess.run([*ALONE, "true"], capture_output=True, check=False).returncode:
        why = "unshare may not make namespaces on this machine"
        if os.environ.get("CI") == "true":
            pytest.fail(why)
        pytest.skip(why)
    for folder in ("usr", "dev", "etc", "var/lib/dpkg/info", "var/lib/dpkg/updates"):
        (root / folder).mkdir(parents=True)
    for name in ("bin", "lib", "lib64", "sbin"):
        (root / name).symlink_to(f"usr/{name}")
    write(root, "/var/lib/dpkg/status", "")
    for name, commands in stand_ins.items():
        write(root, f"/stand-ins/{name.replace('_', '-')}", f"#!/bin/sh\n{commands}\n").chmod(0o755)
    return root


def write(root: Path, name: str, text: str) -> Path:
    """Write a file of the root; tell where it is."""
    at = root / name.lstrip("/")
    at.parent.mkdir(parents=True, exist_ok=True)
    at.write_text(text)
    return at


def run(root: Path, *words: str, **environ: str) -> "subprocess.CompletedProcess[str]":
    """Run a command on the root, as systemd does: nobody answers what it asks."""
    inside = f'mount --rbind /usr {root}/usr && exec chroot {root} "$@"'
    return subprocess.run(
        [*ALONE, "sh", "-c", inside, "sh", *words],
        env={"PATH": PATH, "DEBIAN_FRONTEND": "noninteractive", **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )
