"""A card that can only be read: pages show, a guest plays, a check-in is refused calmly."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import date
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from kiosk.app import app_for, create_app
from kiosk.config import HouseConfig
from kiosk.domain.children import Child
from kiosk.domain.consent import ConsentPaper, ConsentWay, Purpose
from kiosk.errors import StoreReadOnly
from kiosk.forgetting import erase_child, record_answers
from kiosk.house import House, open_house
from kiosk.repairing import open_repaired, would_start_better
from kiosk.store.attendance import visits
from kiosk.store.database import FILE_NAME
from kiosk.store.people import children
from kiosk.store.safety import backup
from kiosk.store.safety.places import Place
from sync.keys import generate_sealing_key
from tests.cast import PASSPHRASE, Hands, add_child, found, unlock
from tests.disks import (
    failing_disk,
    for_everybody,
    let_it_fail,
    may_mount,
    of_somebody_else,
    only_to_be_read,
)
from tests.kiosk.child.forms import post
from tests.processes import free_port, kiosk

HOW: dict[str, Callable[[Path], AbstractContextManager[None]]] = {
    "mount": only_to_be_read,
    "owner": of_somebody_else,
}


@pytest.fixture(params=sorted(HOW))
def silence(request: pytest.FixtureRequest) -> Callable[[Path], AbstractContextManager[None]]:
    """A way to take the right to write to a directory."""
    if request.param == "mount" and not may_mount():
        pytest.skip("mounting is not permitted here: the other way runs")
    return HOW[request.param]


@pytest.fixture
def config() -> Iterator[HouseConfig]:
    with for_everybody() as place:
        yield HouseConfig(data=place / "house", argon2_memory_kib=1024)


def settle_in(config: HouseConfig) -> tuple[House, Child]:
    """Found a house with one child; its log is not empty."""
    house = open_house(config, Hands())
    found(house, generate_sealing_key()[1])
    unlock(house)
    child = add_child(house, "小竹", keeps=set(Purpose), birth=date(2020, 3, 14))
    return house, child


def assert_only_looking(client: FlaskClient, child: Child) -> None:
    assert client.get("/").status_code == 200
    assert "小竹" in client.get("/who").text
    refused = post(client, "/who", child=child.id)
    assert refused.status_code == 507
    assert "请去找老师来" in refused.text and "只能读" in refused.text
    assert post(client, "/guest").location == "/thanks"
    assert client.get("/thanks").status_code == 200
    assert post(client, "/home").status_code == 303
    sealed = post(client, "/counselor/unlock", passphrase=PASSPHRASE)
    assert sealed.status_code == 503 and "存储卡只能读" in sealed.text


@pytest.mark.parametrize("log", ["with a log", "without"])
def test_a_house_whose_card_can_only_be_read_is_looked_at(
    config: HouseConfig, silence: Callable[[Path], AbstractContextManager[None]], log: str
) -> None:
    house, child = settle_in(config)
    if log == "without":
        house.close()
    with silence(config.directory):
        app = create_app(config, open_repaired)
        house_of_page = app.extensions["house"]
        assert house_of_page.database.is_read_only
        assert not would_start_better(house_of_page)
        assert_only_looking(app.test_client(), child)
        with (
            pytest.raises(StoreReadOnly, match="only be read"),
            house_of_page.database.transaction() as db,
        ):
            visits.check_in(db, child.id, house_of_page.clock())
    assert would_start_better(house_of_page)
    house_of_page.close()
    house.close()
    again = open_house(config)
    with again.database.reading() as db:
        assert db.table("visits").count == 0
    again.close()


@pytest.mark.parametrize("are_gone", [False, True])
def test_damaged_records_on_a_card_that_can_only_be_read_are_looked_at_in_their_backup(
    config: HouseConfig,
    silence: Callable[[Path], AbstractContextManager[None]],
    are_gone: bool,
) -> None:
    house, child = settle_in(config)
    house.close()
    path = config.directory / FILE_NAME
    backup.make(path, config.backup_directory)
    path.unlink() if are_gone else path.write_bytes(b"\xa5" * path.stat().st_size)
    with silence(config.directory):
        app = create_app(config, open_repaired)
        assert_only_looking(app.test_client(), child)
        app.extensions["house"].close()


def test_who_was_erased_since_the_backup_that_is_looked_at_is_not_in_it(
    config: HouseConfig, silence: Callable[[Path], AbstractContextManager[None]]
) -> None:
    house, child = settle_in(config)
    flower = add_child(house, "阿花", keeps={Purpose.VISITS}, birth=date(2015, 1, 1))
    path = config.directory / FILE_NAME
    backup.make(path, config.backup_directory)
    erase_child(house, child.id)
    paper = ConsentPaper("奶奶", ConsentWay.PAPER, "李老师", date(2026, 11, 24))
    record_answers(house, flower.id, dict.fromkeys(Purpose, False), paper)
    house.close()
    path.unlink()
    with silence(config.directory):
        app = create_app(config, open_repaired)
        page = app.test_client().get("/who").text
        assert flower.nickname in page and child.nickname not in page
        with app.extensions["house"].database.reading() as db:
            assert [one.keeps for one in children.everyone(db)] == [frozenset()]
        app.extensions["house"].close()


def test_a_card_that_can_only_be_read_and_holds_nothing_still_shows_a_page(
    config: HouseConfig, silence: Callable[[Path], AbstractContextManager[None]]
) -> None:
    config.directory.mkdir()
    (config.directory / FILE_NAME).write_bytes(b"rubbish" * 1000)
    with silence(config.directory):
        app = create_app(config, open_repaired)
        client = app.test_client()
        assert client.get("/who").status_code == 200
        assert post(client, "/guest").location == "/thanks"
        app.extensions["house"].close()


def test_a_dying_card_can_still_be_backed_up_to_a_stick(
    config: HouseConfig, silence: Callable[[Path], AbstractContextManager[None]]
) -> None:
    house, _ = settle_in(config)
    with for_everybody() as stick, writable(stick), silence(config.directory):
        looking = open_repaired(config)
        made = looking.archivist.back_up(Place(stick, "stick"), "li")
        looking.close()
        private = house.vault._private
        assert private is not None
        assert backup.open_with_house(made.path, bytes(private))[1]
    house.close()


@contextmanager
def writable(stick: Path) -> Iterator[None]:
    stick.chmod(0o777)
    yield


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_a_card_that_fails_under_a_running_house_refuses_and_goes_on(tmp_path: Path) -> None:
    with failing_disk(tmp_path / "card") as card:
        config = HouseConfig(data=card / "house", argon2_memory_kib=1024)
        house, child = settle_in(config)
        with closing(house):
            client = app_for(house).test_client()
            assert post(client, "/who", child=child.id).status_code == 303
            assert post(client, "/home").status_code == 303
            let_it_fail(card)
            refused = post(client, "/who", child=child.id)
            assert (refused.status_code, "只能读" in refused.text) == (507, True)
            assert "小竹" in client.get("/who").text
            assert post(client, "/guest").location == "/thanks"
            with house.database.reading() as db:
                assert db.table("visits").count == 1


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_the_service_on_a_card_that_can_only_be_read_answers_and_ends_well(
    config: HouseConfig,
) -> None:
    house, _ = settle_in(config)
    house.close()
    port = free_port()
    with only_to_be_read(config.directory), kiosk(config.directory, port) as process:
        address = f"http://127.0.0.1:{port}"
        assert requests.get(f"{address}/healthz", timeout=30).json()["status"] == "ok"
        assert "小竹" in requests.get(f"{address}/who", timeout=30).text
        process.terminate()
        assert process.wait(10) == 0
