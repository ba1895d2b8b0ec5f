"""The tree is the diagram: reads every import and fails on an arrow that runs backwards."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from games.catalog import GAMES
from tests.kiosk.test_cli import commands

ROOT = Path(__file__).parent.parent
ROOMS = ("kiosk", "games", "sync", "hardware")

# A module whose name begins with the left may import nothing of ours but what is on the right.
# The longest left side that fits is the one that counts.
ALLOWED = {
    "games": {"games"},
    "sync": {"sync"},
    "hardware": {"hardware"},
    "kiosk": {"kiosk", "games", "sync", "hardware"},
    "kiosk.domain": {"kiosk.domain"},
    "kiosk.store": {"kiosk.store", "kiosk.domain", "kiosk.errors", "sync"},
    "kiosk.demo.people": {"kiosk.domain"},
    "kiosk.demo.history": {"kiosk.domain", "kiosk.demo.people", "kiosk.store.attendance.plays"},
}
FORBIDDEN = {
    "sync": {"sync.hq"},
    # A house is not its headquarters; only the demo plays both.
    "kiosk": {"sync.hq"},
    "kiosk.demo": set(),
    "kiosk.child": {"kiosk.counselor", "sync", "hardware"},
    "kiosk.counselor": {"hardware", "sync.hq"},
    "kiosk.desk": {"kiosk.child", "kiosk.counselor", "sync.hq"},
}
# What a room has many of, all alike, and so says in a word: games, commands, steps.
ALIKE = {
    "games": {game.name for game in GAMES},
    "kiosk/commands": {name for command in commands() for name in command},
    "sync/hq/store/migrations/versions": {
        path.stem for path in (ROOT / "sync/hq/store/migrations/versions").glob("r[0-9]*.py")
    },
}
PYGAME_ROOMS = ("games.stage",)


def modules() -> list[tuple[str, Path]]:
    paths = [path for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    return [(".".join(path.relative_to(ROOT).with_suffix("").parts), path) for path in paths]


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found


def is_relative(path: Path) -> bool:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return any(isinstance(node, ast.ImportFrom) and node.level > 0 for node in nodes)


def within(name: str, room: str) -> bool:
    return name == room or name.startswith(room + ".")


def rule_for(name: str, rules: dict[str, set[str]]) -> set[str]:
    rooms = [room for room in rules if within(name, room)]
    return rules[max(rooms, key=len)] if rooms else set()


def backwards(name: str, target: str) -> bool:
    """Tell whether a module imports what is not for it."""
    if target.split(".", maxsplit=1)[0] not in ROOMS:
        return False
    forbidden = set() if within(name, "sync.hq") else rule_for(name, FORBIDDEN)
    bad = [room for room in forbidden if within(target, room) and not within(name, room)]
    return bool(bad) or not any(within(target, room) for room in rule_for(name, ALLOWED))


def test_arrows_run_one_way() -> None:
    arrows = [(name, target) for name, path in modules() for target in imports(path)]
    assert len(arrows) > 1000
    assert [f"{name} -> {target}" for name, target in arrows if backwards(name, target)] == []


def test_every_import_says_in_full_where_its_arrow_leads() -> None:
    assert [name for name, path in modules() if is_relative(path)] == []


def test_only_the_stage_and_the_views_know_pygame() -> None:
    knowing = {
        name
        for name, path in modules()
        if any(within(target, "pygame") for target in imports(path))
    }
    assert knowing
    others = [one for one in knowing if not one.startswith(PYGAME_ROOMS)]
    assert [one for one in others if not one.endswith(".view")] == []


def test_the_domain_needs_the_standard_library_only() -> None:
    for name, path in modules():
        if within(name, "kiosk.domain"):
            outside = {
                target
                for target in imports(path)
                if target.split(".")[0] not in {*sys.stdlib_module_names, "kiosk"}
            }
            assert not outside, name


def test_only_the_clock_and_headquarters_door_read_the_time() -> None:
    """Views of headquarters get a clock; commands and workers at the edge may read it."""
    edges = (
        "hardware.clock",
        "sync.agent",
        "sync.commands",
        "sync.hq",
        "kiosk.demo.run",
        "games.stage",
    )
    for name, path in modules():
        text = path.read_text("utf-8")
        if not any(within(name, edge) for edge in edges):
            assert "datetime.now(" not in text, name
            assert "time.time(" not in text, name


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_is_described(room: str) -> None:
    for path in (ROOT / room).rglob("__init__.py"):
        assert ast.get_docstring(ast.parse(path.read_text("utf-8"))), path


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_names_what_lies_in_it(room: str) -> None:
    for path in (ROOT / room).rglob("__init__.py"):
        said = set(re.findall(r"\w+", ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""))
        files = {one.stem for one in path.parent.glob("*.py")} - {"__init__", "__main__"}
        rooms = {one.parent.name for one in path.parent.glob("*/__init__.py")}
        unnamed = (files | rooms) - said
        assert unnamed <= ALIKE.get(str(path.parent.relative_to(ROOT)), set()), (path, unnamed)


def test_the_help_page_loads_neither_pages_nor_games() -> None:
    code = (
        "import sys\n"
        "from kiosk.cli import aiyou\n"
        "aiyou.main(['--help'], standalone_mode=False)\n"
        "heavy = {'pygame', 'flask', 'requests', 'sqlalchemy', 'nacl', 'sqlite_utils', 'babel'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "serve" in run.stdout
    assert run.stderr.strip() == "[]"


def test_no_file_is_longer_than_a_room_should_be() -> None:
    for name, path in modules():
        assert len(path.read_text("utf-8").splitlines()) <= 400, name
