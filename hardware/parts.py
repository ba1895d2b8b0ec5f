"""Which parts are wired to which lines: one TOML file, a table a part, each part optional."""

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path

from hardware.errors import BadWiring
from hardware.language import _
from hardware.pins import HEADER

# A service that stays in memory has no need of what types are.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FILE = Path("/etc/aiyou/hardware.toml")
SUGGESTED = Path(__file__).with_name("suggested.toml")

_ROLE = "line"


def _line(**options: "Any") -> "Any":  # noqa: ANN401
    return field(metadata={_ROLE: True}, **options)


@dataclass(frozen=True, slots=True)
class Help:
    """The help button: pressed it calls, held it says that somebody came; `light` is in it."""

    button: int = _line()
    light: int | None = _line(default=None)
    held_seconds: float = 2.0


@dataclass(frozen=True, slots=True)
class Presence:
    """The presence sensor: `pin` is high while somebody moves."""

    pin: int = _line()
    away_seconds: float = 180.0


@dataclass(frozen=True, slots=True)
class Status:
    """The status light: three colours in one; `common` is its longest leg."""

    red: int = _line()
    green: int = _line()
    blue: int = _line()
    common: str = "cathode"


@dataclass(frozen=True, slots=True)
class Buzzer:
    """A passive buzzer; `loudness` from 0 to 1."""

    pin: int = _line()
    hertz: int = 660
    loudness: float = 0.1


@dataclass(frozen=True, slots=True)
class Off:
    """The safe-off button, which counts only when it is held."""

    button: int = _line()
    held_seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class Ups:
    """The power-fail output of a UPS board: what its level is when the mains are gone."""

    pin: int = _line()
    fails: str = "low"
    wait_seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Rtc:
    """A clock chip on the header's I2C pins."""

    data: int = _line(default=2)
    clock: int = _line(default=3)


Part = Help | Presence | Status | Buzzer | Off | Ups | Rtc

KINDS: Mapping[str, type[Part]] = {
    "help": Help, "presence": Presence, "status": Status, "buzzer": Buzzer,
    "off": Off, "ups": Ups, "rtc": Rtc,
}  # fmt: skip

NAMES = {
    "help": _("The help button"),
    "presence": _("The presence sensor"),
    "status": _("The status light"),
    "buzzer": _("The buzzer"),
    "off": _("The off button"),
    "ups": _("The UPS board"),
    "rtc": _("The clock chip"),
}

_CHOICES = {"common": ("cathode", "anode"), "fails": ("low", "high")}
_LIMITS = {
    "held_seconds": (0.5, 10), "away_seconds": (10, 3600), "wait_seconds": (0, 600),
    "hertz": (100, 4000), "loudness": (0, 1),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a part is left out: a sentence with places for `figures`, in which {part} is named."""

    part: str
    sentence: str
    figures: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wiring:
    """The parts that are there, by name, and what is wrong with others."""

    parts: Mapping[str, Part] = field(default_factory=dict)
    troubles: tuple[Trouble, ...] = ()

    def get(self, name: str) -> "Any":  # noqa: ANN401
        """Tell a part; None where there is none."""
        return self.parts.get(name)


def load(file: Path | None = None) -> Wiring:
    """Read the wiring of a file; without one, nothing is wired. Raises BadWiring."""
    return read(tables_of(file))


def tables_of(file: Path | None = None) -> Mapping[str, "Any"]:
    """Read what a file says, right or wrong; without one, nothing. Raises BadWiring."""
    # The service is told what its file says, and stays in memory without what reads it.
    import tomllib

    if file is None and not FILE.exists():
        return {}
    file = file or FILE
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadWiring(f"{file} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise BadWiring(f"{file} is not TOML: {error}.") from error


def read(tables: Mapping[str, "Any"]) -> Wiring:
    """Take every part that is right; of each other one, tell what is wrong with it."""
    parts: dict[str, Part] = {}
    troubles: list[Trouble] = []
    taken: dict[int, str] = {}
    for name, table in tables.items():
        trouble = next(_faults(name, table, taken), None)
        if trouble:
            troubles.append(trouble)
            continue
        parts[name] = KINDS[name](**table)
        taken |= dict.fromkeys(lines_of(parts[name]).values(), name)
    return Wiring(parts, tuple(troubles))


def lines_of(part: Part) -> dict[str, int]:
    """Tell the lines that a part is wired to, by what they are for."""
    roles = [one.name for one in fields(part) if one.metadata.get(_ROLE)]
    return {role: getattr(part, role) for role in roles if getattr(part, role) is not None}


def _faults(name: str, table: "Any", taken: Mapping[int, str]) -> Iterator[Trouble]:  # noqa: ANN401
    if name not in KINDS:
        # Only who mistypes needs it, and the box stays in memory with what it has loaded.
        from difflib import get_close_matches

        close = get_close_matches(name, KINDS, n=1)
        said = (
            _("[{name}] is no part; did you mean [{close}]?")
            if close
            else _("[{name}] is no part.")
        )
        yield Trouble(name, said, {"name": name, "close": "".join(close)})
        return
    if not isinstance(table, dict):
        yield Trouble(name, _("{part} needs a table of its own, as in [{name}]."), {"name": name})
        return
    faults = list(_faults_of_keys(name, table))
    yield from faults
    if faults:
        return
    lines = dict(taken)
    for one in fields(KINDS[name]):
        value = table.get(one.name, one.default)
        if not one.metadata.get(_ROLE):
            yield from _faults_of_value(name, one.name, value)
        elif value is not None:
            yield from _faults_of_line(name, one.name, value, lines)
            lines[value] = name


def _faults_of_keys(name: str, table: Mapping[str, "Any"]) -> Iterator[Trouble]:
    known = {one.name: one for one in fields(KINDS[name])}
    for key in table:
        if key not in known:
            yield Trouble(name, _("{part} knows no “{key}”."), {"key": key})
    for key, one in known.items():
        if one.default is MISSING and key not in table:
            yield Trouble(name, _("{part} needs a line for “{key}”."), {"key": key})


def _faults_of_line(
    name: str, key: str, value: object, taken: Mapping[int, str]
) -> Iterator[Trouble]:
    figures = {"key": key, "line": value}
    if type(value) is not int or value not in HEADER:
        yield Trouble(name, _("{part}: “{key}” needs a GPIO number from 2 to 27."), figures)
    elif value in taken:
        figures["other"] = NAMES[taken[value]]
        yield Trouble(name, _("{part}: GPIO {line} is taken already ({other})."), figures)


def _faults_of_value(name: str, key: str, value: object) -> Iterator[Trouble]:
    if key in _CHOICES:
        if value not in _CHOICES[key]:
            figures = {"key": key, "choices": " / ".join(_CHOICES[key])}
            yield Trouble(name, _("{part}: “{key}” is one of {choices}."), figures)
        return
    least, most = _LIMITS[key]
    whole = any(one.name == key and one.type is int for one in fields(KINDS[name]))
    right = type(value) is int or (type(value) is float and not whole)
    if not right or not least <= value <= most:  # type: ignore[operator]
        limits: dict[str, object] = {"key": key, "least": least, "most": most}
        yield Trouble(name, _("{part}: “{key}” is a number from {least} to {most}."), limits)
