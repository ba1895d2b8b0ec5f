"""Templates are compiled once an installation and not once a start, as Python's own modules are.

To compile one page's takes a small machine a quarter of a second.
"""

import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType

import jinja2
from jinja2.bccache import Bucket, BytecodeCache

# Another Python, or another Jinja, compiles anew.
_KIND = f"{sys.implementation.cache_tag}-jinja-{jinja2.__version__}"
_BESIDE = "templates"


class _Kept(Bucket):
    """What was compiled of a template, or is to be; `place` is where that is kept, if anywhere."""

    place: Path | None = None


class Compiled(BytecodeCache):
    """Keep what was compiled for every app of this process, and on the disk for every process.

    On the disk it lies where Python keeps what it compiled of the package; where that may not be
    written, it is compiled at each start. What is damaged or of another text is compiled anew.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], CodeType] = {}

    def get_bucket(
        self, environment: jinja2.Environment, name: str, filename: str | None, source: str
    ) -> Bucket:
        """Find what was compiled of a template; its code is None where nothing was."""
        key = self.get_cache_key(name, filename)
        bucket = _Kept(environment, key, self.get_source_checksum(source))
        bucket.place = _place(Path(filename), key) if filename else None
        self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find it in memory, else on the disk."""
        known = (bucket.key, bucket.checksum)
        bucket.code = self._known.get(known) or _read(bucket)
        if bucket.code is not None:
            self._known[known] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was just compiled."""
        if bucket.code is None:
            return
        self._known[bucket.key, bucket.checksum] = bucket.code
        place = getattr(bucket, "place", None)
        if place and not sys.dont_write_bytecode:
            with suppress(OSError):
                _write(place, marshal.dumps((bucket.checksum, bucket.code)))


TEMPLATES = Compiled()


def compile_all(environment: jinja2.Environment) -> None:
    """Compile every template: the first to ask for a page waits no longer than the next.

    Call it when all filters are there.
    """
    for name in environment.list_templates():
        environment.get_template(name)


def _place(template: Path, key: str) -> Path | None:
    packages = (folder.parent for folder in template.parents if folder.name == _BESIDE)
    package = next(packages, None)
    return package / "__pycache__" / f"{template.name}.{key}.{_KIND}" if package else None


def _read(bucket: Bucket) -> CodeType | None:
    place = getattr(bucket, "place", None)
    if place is None:
        return None
    with suppress(OSError, EOFError, ValueError, TypeError):
        # As Python reads its own modules, from the same directory.
        checksum, code = marshal.loads(place.read_bytes())  # noqa: S302
        if checksum == bucket.checksum and isinstance(code, CodeType):
            return code
    return None


def _write(place: Path, compiled: bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    beside = place.with_name(f"{place.name}.{os.getpid()}")
    beside.write_bytes(compiled)
    beside.replace(place)
