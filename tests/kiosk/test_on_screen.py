from pathlib import Path

from kiosk.on_screen import environ


def test_where_a_display_is_at_work_a_game_finds_its_screen(tmp_path: Path) -> None:
    (tmp_path / "screen").touch()
    assert environ(tmp_path, {"HOME": "/root", "XDG_RUNTIME_DIR": "/run/user/0"}) == {
        "HOME": "/root",
        "XDG_RUNTIME_DIR": str(tmp_path),
        "WAYLAND_DISPLAY": f"{tmp_path}/screen",
        "SDL_VIDEODRIVER": "wayland",
    }


def test_where_there_is_none_it_finds_what_it_can(tmp_path: Path) -> None:
    assert environ(tmp_path, {"DISPLAY": ":0"}) == {"DISPLAY": ":0"}


def test_whoever_has_a_screen_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "screen").touch()
    given = {"WAYLAND_DISPLAY": "wayland-1"}
    assert environ(tmp_path, given) == given


def test_a_test_that_draws_nowhere_draws_nowhere(tmp_path: Path) -> None:
    (tmp_path / "screen").touch()
    assert environ(tmp_path, {"SDL_VIDEODRIVER": "dummy"})["SDL_VIDEODRIVER"] == "dummy"
