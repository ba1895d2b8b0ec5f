"""What each test, or each process that runs them, would do anew, done once for all.

Each test has a house and an app of its own; templates, addresses, catalogs and how hard a
passphrase is to guess are the same for all of them.
"""

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.assertion import rewrite
from babel import Locale
from babel.support import Translations
from werkzeug.routing import Rule

from kiosk.store.keys import keyslots

Judge = Callable[[str, list[str]], None]

TESTS = Path(__file__).parent
# What a rule knows of itself once it is compiled.
_COMPILED = ("_parts", "_trace", "_converters", "arguments")


def compile_rule(
    rule: Rule,
    known: dict[tuple[object, ...], tuple[dict[str, Any], list[Any]]] = {},  # noqa: B006
    compile_now: Callable[[Rule], None] = Rule.compile,
) -> None:
    """Take what an address says, and what writes it, from the app before, which has the same."""
    given = tuple(sorted((rule.defaults or {}).items()))
    key = (rule.rule, rule.subdomain, rule.merge_slashes, given)
    if key not in known:
        compile_now(rule)
        writers = [rule._build.__func__, rule._build_unknown.__func__]
        known[key] = {name: getattr(rule, name) for name in _COMPILED}, writers
    told, writers = known[key]
    rule.__dict__.update(told)
    rule._build, rule._build_unknown = (writer.__get__(rule, None) for writer in writers)


def judge_once(judge: Judge) -> Judge:
    """Think about a passphrase once; one that is refused is thought about each time."""
    known = cache(lambda passphrase, hints: judge(passphrase, list(hints)))
    return lambda passphrase, hints: known(passphrase, tuple(hints))


def read_once(read: Callable[..., Any]) -> Callable[..., Any]:
    """Read a catalog once; whoever asks for it merges it into one of their own."""
    known: dict[str, Any] = {}

    def load(place: Path, locales: list[Locale], domain: str) -> Any:
        key = f"{place} {locales} {domain}"
        if key not in known:
            known[key] = read(place, locales, domain)
        return known[key]

    return load


def compile_share(config: pytest.Config) -> None:
    """Compile this worker's share of the tests for all, before each collects them all.

    Pytest changes what a test asserts, which takes longer than all else of collecting it.
    """
    worker = getattr(config, "workerinput", None)
    if worker is None or sys.dont_write_bytecode:
        return
    number = int(worker["workerid"].removeprefix("gw"))
    for file in sorted(TESTS.rglob("test_*.py"))[number :: worker["workercount"]]:
        place = rewrite.get_cache_dir(file)
        compiled = place / f"{file.stem}{rewrite.PYC_TAIL}"
        if rewrite._read_pyc(file, compiled) is None and rewrite.try_makedirs(place):
            source, code = rewrite._rewrite_test(file, config)
            rewrite._write_pyc(config.stash[rewrite.assertstate_key], code, source, compiled)


def share() -> None:
    """Let all apps of this process share what is the same for all."""
    Rule.compile = compile_rule
    Translations.load = read_once(Translations.load)
    keyslots.check_strength = judge_once(keyslots.check_strength)
