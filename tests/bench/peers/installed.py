"""Which other programs are here to be measured beside ours; `make peers` installs them."""

from tests.bench.peers import gcompris, kolibri


def versions() -> dict[str, str]:
    """Tell which version of each is here; nothing where none is."""
    return {"Kolibri": kolibri.version(), "GCompris": gcompris.version()}


def told() -> str:
    """Tell it in a sentence or two."""
    found = versions()
    here = ", ".join(f"{name} {version}" for name, version in found.items() if version)
    lacking = ", ".join(name for name, version in found.items() if not version)
    said = [f"Beside it: {here}."] if here else []
    return " ".join([*said, *([f"Not installed (make peers): {lacking}."] if lacking else [])])
