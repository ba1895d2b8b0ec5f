import socket
from pathlib import Path

import pytest

from hardware.screen import Connector, answers, compositor, connectors, may_see_processes


def a_connector(places: Path, name: str, status: str, modes: str) -> None:
    place = places / name
    place.mkdir(parents=True)
    (place / "status").write_text(f"{status}\n")
    (place / "modes").write_text(modes)


def test_each_place_for_a_screen_tells_whether_one_is_there_and_how_large(tmp_path: Path) -> None:
    a_connector(tmp_path, "card1-HDMI-A-1", "connected", "1280x800\n1024x768\n")
    a_connector(tmp_path, "card1-DSI-1", "disconnected", "")
    (tmp_path / "card1").mkdir()
    (tmp_path / "card1-Writeback-1").mkdir()
    assert connectors(tmp_path) == [
        Connector("DSI-1", has_screen=False),
        Connector("HDMI-A-1", has_screen=True, size="1280x800"),
    ]


def test_without_graphics_there_is_none(tmp_path: Path) -> None:
    assert connectors(tmp_path / "nothing") == []


@pytest.mark.parametrize(("runs", "told"), [("cage", "cage"), ("labwc", "labwc"), ("bash", None)])
def test_what_draws_is_found_among_all_that_runs(
    tmp_path: Path, runs: str, told: str | None
) -> None:
    for number, name in (("1", "systemd"), ("77", runs)):
        (tmp_path / number).mkdir()
        (tmp_path / number / "comm").write_text(f"{name}\n")
    (tmp_path / "99").mkdir()  # it has just ended
    assert compositor(tmp_path) == told


def test_a_compositor_answers_at_its_socket_or_not(tmp_path: Path) -> None:
    place = tmp_path / "screen"
    assert not answers(place)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(place))
        listening.listen()
        assert answers(place)
    assert not answers(place)


def test_others_processes_are_seen_or_hidden(tmp_path: Path) -> None:
    (tmp_path / "77").mkdir()
    assert not may_see_processes(tmp_path)
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / "comm").write_text("systemd\n")
    assert may_see_processes(tmp_path)
