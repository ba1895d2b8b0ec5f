import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from flask.testing import FlaskClient

from kiosk import keyholders
from kiosk.app import app_for
from kiosk.counselor.access.patience import Patience, TooSoon
from kiosk.domain.children import Child
from kiosk.errors import WrongPassphrase
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.keys import keyslots, patience
from kiosk.store.keys import recovery as recovery_store
from kiosk.store.keys.vault import Vault
from sync.keys import generate_sealing_key
from tests.cast import LEGAL_NAME, PASSPHRASE, Hands, open_slot, unlock
from tests.kiosk.counselor.panel import audited, is_on_the_card, post


def seconds_of(hands: Hands) -> Callable[[], float]:
    def steady() -> float:
        return hands.moved.total_seconds()

    return steady


def test_the_passphrase_opens_the_panel_and_goes_back_to_the_page(
    client: FlaskClient, house: House
) -> None:
    away = client.get("/counselor/register/2026-10")
    assert away.location == "/counselor/unlock?back=/counselor/register/2026-10"
    # Where she was is told by her form and by that of the language.
    asks = client.get(away.location).text
    assert asks.count('name="back" value="/counselor/register/2026-10"') == 2
    opened = post(client, "/unlock", passphrase=PASSPHRASE, back="/counselor/register/2026-10")
    assert opened.location == "/counselor/register/2026-10"
    assert house.vault.keeper.name == "李老师"
    assert ("unlocked", "panel") in audited(house)
    assert client.get("/counselor/unlock").location == "/counselor/"


def test_a_wrong_passphrase_is_one_sentence(client: FlaskClient, house: House) -> None:
    page = post(client, "/unlock", passphrase="four donkeys paint doors")
    assert page.status_code == 200
    assert page.text.count('class="problem"') == 1
    assert "口令不对，打不开工作台。" in page.text
    assert "donkeys" not in page.text
    assert not house.vault.is_open


def test_an_empty_passphrase_is_not_even_tried(client: FlaskClient) -> None:
    for _ in range(2):
        assert "请输入口令。" in post(client, "/unlock", passphrase="").text


def test_after_each_wrong_passphrase_the_next_try_waits_for_longer(
    app: Flask, house: House, hands: Hands
) -> None:
    app.extensions["patience"] = Patience(partial(wrong_so_far, house), seconds_of(hands))
    client = app.test_client()
    for seconds in (2, 4, 8, 16, 32, 60, 60):
        assert "口令不对" in post(client, "/unlock", passphrase="wrong").text
        too_soon = post(client, "/unlock", passphrase=PASSPHRASE)
        assert f"请等 {seconds} 秒再试" in too_soon.text
        assert not house.vault.is_open
        hands.forward(seconds=seconds)
    assert post(client, "/unlock", passphrase=PASSPHRASE).location == "/counselor/"
    post(client, "/lock")
    assert "口令不对" in post(client, "/unlock", passphrase="wrong").text
    assert "请等 2 秒再试" in post(client, "/unlock", passphrase="wrong").text
    hands.forward(seconds=0.5)
    assert "请等 2 秒再试" in post(client, "/unlock", passphrase="wrong").text


def test_the_wait_runs_from_the_wrong_one_on(app: Flask, house: House, hands: Hands) -> None:
    app.extensions["patience"] = Patience(partial(wrong_so_far, house), seconds_of(hands))
    post(app.test_client(), "/unlock", passphrase="wrong")
    hands.forward(seconds=2)
    assert post(app.test_client(), "/unlock", passphrase=PASSPHRASE).location == "/counselor/"


def test_two_never_try_at_the_same_time_and_one_that_fails_leaves_the_door_free() -> None:
    door = Patience(lambda: 0)
    with pytest.raises(LookupError), door.one_try():
        with pytest.raises(TooSoon) as wait, door.one_try():
            pass
        assert wait.value.seconds == 1
        raise LookupError
    with door.one_try():
        pass


def wrong_so_far(house: House) -> int:
    with house.database.reading() as db:
        return patience.wrong(db)


def test_a_restart_forgives_no_wrong_passphrase(house: House, hands: Hands) -> None:
    first = app_for(house)
    first.extensions["patience"] = Patience(partial(wrong_so_far, house), seconds_of(hands))
    for seconds in (2, 4, 8):
        post(first.test_client(), "/unlock", passphrase="wrong")
        hands.forward(seconds=seconds)
    assert wrong_so_far(house) == 3
    again = app_for(house)
    too_soon = post(again.test_client(), "/unlock", passphrase=PASSPHRASE)
    assert re.search("请等 [78] 秒再试", too_soon.text)
    later = Patience(partial(wrong_so_far, house), seconds_of(hands))
    again.extensions["patience"] = later
    hands.forward(seconds=8)
    assert post(again.test_client(), "/unlock", passphrase=PASSPHRASE).location == "/counselor/"
    assert wrong_so_far(house) == 0


def test_a_thousand_wrong_ones_wait_no_longer_than_a_minute(hands: Hands) -> None:
    door = Patience(lambda: 5000, seconds_of(hands))
    with pytest.raises(TooSoon) as wait, door.one_try():
        pass
    assert wait.value.seconds == 60


def test_a_part_of_a_second_is_waited_for_too_and_of_two_at_once_one_tries(hands: Hands) -> None:
    door = Patience(lambda: 1, seconds_of(hands))
    hands.forward(seconds=1.5)
    with pytest.raises(TooSoon) as wait, door.one_try():
        pass
    assert wait.value.seconds == 1
    hands.forward(seconds=0.5)
    with door.one_try(), pytest.raises(TooSoon), door.one_try():
        pass


def test_a_wrong_passphrase_at_another_door_lets_this_one_wait_too(
    app: Flask, house: House, hands: Hands
) -> None:
    app.extensions["patience"] = Patience(partial(wrong_so_far, house), seconds_of(hands))
    with pytest.raises(WrongPassphrase):
        keyholders.prove(house, "wrong")
    too_soon = post(app.test_client(), "/unlock", passphrase=PASSPHRASE)
    assert "请等 2 秒再试" in too_soon.text
    keyholders.prove(house, PASSPHRASE)
    assert wrong_so_far(house) == 0
    assert post(app.test_client(), "/unlock", passphrase=PASSPHRASE).location == "/counselor/"


def test_a_wrong_passphrase_is_noted_without_what_was_typed(
    client: FlaskClient, house: House
) -> None:
    post(client, "/unlock", passphrase="four donkeys paint doors")
    assert audited(house)[-1] == ("failed to unlock", "panel")
    with house.database.reading() as db:
        assert "donkeys" not in str(list(db.query("SELECT * FROM audit")))


def test_a_slot_that_is_cheap_to_guess_is_renewed_when_it_opens(house: House, hands: Hands) -> None:
    dearer = replace(house, config=replace(house.config, argon2_memory_kib=4096))
    with house.database.reading() as db:
        (cheap,) = keyslots.passphrase_slots(db)
    keyholders.unlock(dearer, PASSPHRASE)
    assert not is_on_the_card(house, cheap)
    with house.database.reading() as db:
        (slot,) = keyslots.passphrase_slots(db)
        assert keyslots.cost_of(slot).memory_kib == 4096
        assert open_slot(db).counselor == slot["counselor"]
    house.vault.lock()
    keyholders.unlock(house, PASSPHRASE)
    with house.database.reading() as db:
        assert keyslots.passphrase_slots(db) == [slot]


def test_the_foundation_can_recover_once_its_key_has_become_known(
    house: House, recovery: tuple[bytes, bytes]
) -> None:
    private, public = generate_sealing_key()
    knows = replace(house, config=replace(house.config, recovery_key=public.hex()))
    for _ in range(2):
        keyholders.unlock(knows, PASSPHRASE)
        house.vault.lock()
    with house.database.reading() as db:
        house_public = house_store.get(db).public_key
        recovered = recovery_store.open_slot(recovery_store.slots(db), private, house_public)
        assert recovered == recovery_store.open_slot(
            recovery_store.slots(db), recovery[0], house_public
        )
        assert db.table("key_slots").count_where("kind = 'recovery'") == 2
    assert audited(house).count(("added recovery slot", "house")) == 1


def test_another_browser_has_no_patience_of_its_own(app: Flask, house: House) -> None:
    assert "口令不对" in post(app.test_client(), "/unlock", passphrase="wrong").text
    assert "秒再试" in post(app.test_client(), "/unlock", passphrase=PASSPHRASE).text


def test_locking_forgets_the_key_and_gives_the_screen_to_the_children(
    client: FlaskClient, unlocked: House, panda: Child
) -> None:
    assert LEGAL_NAME in client.get(f"/counselor/children/{panda.id}").text
    unlocked.database.scrub()
    assert post(client, "/lock").location == "/"
    assert not unlocked.vault.is_open
    # The caretaker's next round empties the log.
    assert not unlocked.database._is_scrubbed
    assert "/unlock" in client.get(f"/counselor/children/{panda.id}").location


@pytest.fixture
def by_hands(house: House, hands: Hands) -> House:
    """The house, with a vault that reads its idle time from the hands, unlocked."""
    with house.database.reading() as db:
        public = house_store.get(db).public_key
    vault = Vault(public, house.config.lock_seconds, seconds_of(hands))
    house = replace(house, vault=vault)
    unlock(house)
    return house


def test_a_panel_left_alone_locks_itself(by_hands: House, hands: Hands) -> None:
    client = app_for(by_hands).test_client()
    for _ in range(3):
        hands.forward(seconds=by_hands.config.lock_seconds - 5)
        assert client.get("/counselor/awake").status_code == 204
    hands.forward(seconds=by_hands.config.lock_seconds + 1)
    assert client.get("/counselor/").location == "/counselor/unlock?back=/counselor/"
    assert not by_hands.vault.is_open


def test_a_child_at_the_screen_does_not_keep_the_panel_open(by_hands: House, hands: Hands) -> None:
    client = app_for(by_hands).test_client()
    for _ in range(4):
        hands.forward(seconds=by_hands.config.lock_seconds / 3)
        assert client.get("/who").status_code == 200
    assert not by_hands.vault.is_open


def test_the_browser_is_asked_to_remember_no_passphrase(client: FlaskClient, house: House) -> None:
    page = client.get("/counselor/unlock")
    assert 'autocomplete="off"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
