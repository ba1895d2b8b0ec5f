"""Reads a configuration: one frozen dataclass from a TOML file and the environment."""

import re
from collections.abc import Mapping, Set
from dataclasses import MISSING, Field, field, fields
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sync.errors import SettingsError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T", bound="DataclassInstance")

_YES = {"1", "true", "yes", "on"}
_NO = {"0", "false", "no", "off"}
_WORDS = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}


def load(
    cls: type[T],
    path: Path | None,
    environ: Mapping[str, str],
    prefix: str = "AIYOU_",
    **overrides: object,
) -> T:
    """Fill a frozen dataclass: overrides win, then the environment, then the file.

    An override of None counts as not given.

    Field types: str, int, float, bool, Path, and any of these or None. All mistakes are
    reported together in one SettingsError; a ValueError of __post_init__ is one of them.
    """
    names = {one.name: one for one in fields(cls) if one.init}
    mistakes: list[str] = []
    given = _from_file(path, names, mistakes) | _from_environment(environ, prefix, names)
    given |= {name: (name, value) for name, value in overrides.items() if value is not None}
    types = get_type_hints(cls)
    values: dict[str, Any] = {}
    for name, (source, value) in given.items():
        try:
            values[name] = _convert(value, types[name])
        except ValueError as error:
            mistakes.append(f"{source}: {error}")
    missing = [f"{name}: is missing" for name in _required(names) if name not in values]
    mistakes += [line for line in missing if line.partition(":")[0] not in given]
    found, wrong = (None, []) if missing else _made(cls, values, given.keys() - values.keys())
    mistakes += wrong
    if found is not None and not mistakes:
        return found
    where = f"in {path}" if path else "in the configuration"
    raise SettingsError("\n  ".join([f"There are mistakes {where}:", *mistakes]))


def _made(cls: type[T], values: Mapping[str, Any], unread: Set[str]) -> tuple[T | None, list[str]]:
    """Make it of what could be read, and tell which values cannot work.

    In the place of the others stand first values: what is said of these means nothing.
    """
    try:
        return cls(**values), []
    except ValueError as error:
        lines = (line.strip() for line in str(error).splitlines())
        return None, [line for line in lines if unread.isdisjoint(re.findall(r"\w+", line))]


def secret(**options: Any) -> Any:  # noqa: ANN401
    """Declare a field that repr() leaves out and masked() hides; takes field()'s options."""
    return field(repr=False, metadata={"secret": True}, **options)


def masked(settings: "DataclassInstance") -> dict[str, object]:
    """List all values, those of secret fields as asterisks, fit to be shown."""
    return {
        one.name: "***" if one.metadata.get("secret") else getattr(settings, one.name)
        for one in fields(settings)
    }


def _from_file(
    path: Path | None, names: Mapping[str, object], mistakes: list[str]
) -> dict[str, tuple[str, object]]:
    if path is None:
        return {}
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from error
    except ValueError as error:
        raise SettingsError(f"{path} is not TOML: {error}.") from error
    mistakes += [_unknown(name, names) for name in table if name not in names]
    return {name: (name, value) for name, value in table.items() if name in names}


def _unknown(name: str, names: Mapping[str, object]) -> str:
    # Only who mistypes needs it, and the house stays in memory with what it has loaded.
    from difflib import get_close_matches

    close = get_close_matches(name, names, n=1)
    return f"{name}: is not a setting" + (f"; did you mean {close[0]}?" if close else "")


def _from_environment(
    environ: Mapping[str, str], prefix: str, names: Mapping[str, object]
) -> dict[str, tuple[str, object]]:
    keys = {name: prefix + name.upper() for name in names}
    return {name: (key, environ[key]) for name, key in keys.items() if key in environ}


def _required(names: Mapping[str, "Field[Any]"]) -> list[str]:
    return [
        name
        for name, one in names.items()
        if one.default is MISSING and one.default_factory is MISSING
    ]


def _convert(value: object, wanted: Any) -> object:  # noqa: ANN401
    if get_origin(wanted) in (Union, UnionType):
        if value is None or value == "":
            return None
        wanted = next(one for one in get_args(wanted) if one is not type(None))
    if wanted is Path and isinstance(value, str) and value:
        return Path(value)
    if isinstance(value, str) and wanted in (int, float, bool):
        return _parse(value, wanted)
    if wanted is float and type(value) is int:
        return float(value)
    if type(value) is wanted or (wanted is Path and isinstance(value, Path)):
        return value
    raise ValueError(f"should be {_WORDS.get(wanted, 'a path')}")


def _parse(text: str, wanted: type[int | float | bool]) -> int | float | bool:
    if wanted is bool:
        if text.lower() not in _YES | _NO:
            raise ValueError("should be true or false")
        return text.lower() in _YES
    try:
        return wanted(text)
    except ValueError as error:
        raise ValueError(f"should be {_WORDS[wanted]}") from error
