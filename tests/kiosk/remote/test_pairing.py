import secrets
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest
from flask.testing import FlaskClient

from kiosk import keyholders
from kiosk.caretaker import let_devices_in
from kiosk.errors import LastKey, PortTaken, WrongPassphrase
from kiosk.house import House
from kiosk.remote import remote
from kiosk.remote.pairing import Pairing
from kiosk.remote.remote import Remote
from kiosk.store import devices, settings
from kiosk.store.keys import carried
from tests.cast import PASSPHRASE, Hands, succeed, unlock
from tests.kiosk.counselor.access.test_keys import seconds_of
from tests.kiosk.counselor.panel import audited, post


def test_a_code_is_good_for_five_minutes_and_once(hands: Hands) -> None:
    pairing = Pairing("li", seconds_of(hands))
    hands.forward(minutes=5, seconds=-1)
    assert pairing.seconds
    typed = " ".join(pairing.code).lower()
    assert pairing.take(typed)
    assert not pairing.take(pairing.code)


@pytest.mark.parametrize("late", [0, 1, 86_400])
def test_a_code_that_comes_too_late_pairs_nothing(hands: Hands, late: float) -> None:
    pairing = Pairing("li", seconds_of(hands))
    hands.forward(minutes=5, seconds=late)
    assert not pairing.seconds
    assert not pairing.take(pairing.code)


def test_ten_wrong_codes_end_it() -> None:
    pairing = Pairing("li")
    for _ in range(10):
        assert pairing.seconds
        assert not pairing.take("nothing")
    assert not pairing.take(pairing.code)


def test_only_the_whole_code_pairs() -> None:
    pairing = Pairing("li")
    code = pairing.code
    for wrong in ("", "-", code[:1], code[:6], code[:-1], code[1:], f"{code}2", code[::-1]):
        assert not pairing.take(wrong), wrong
    assert pairing.take(code)


def test_of_two_who_type_a_code_at_one_moment_one_is_paired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pairing, compare, taken = Pairing("li"), secrets.compare_digest, []
    second = Thread(target=lambda: taken.append(pairing.take(pairing.code)))

    def compare_slowly(given: str, code: str) -> bool:
        if second.ident is None:
            second.start()
            second.join(0.2)
        return compare(given, code)

    monkeypatch.setattr(secrets, "compare_digest", compare_slowly)
    taken.append(pairing.take(pairing.code))
    second.join()
    assert sorted(taken) == [False, True]


def test_codes_are_long_and_never_the_same_and_read_in_one_way() -> None:
    codes = {Pairing("li").code for _ in range(100)}
    assert len(codes) == 100
    assert all(len(code) == 12 for code in codes)
    assert not set("01ILOU") & set("".join(codes))


def pair(house: House, name: str = "手机") -> str:
    with house.database.transaction() as db:
        devices.pair(db, name, house.vault.keeper.id, house.clock())
        (device,) = [one.id for one in devices.paired(db) if one.name == name]
    return device


@pytest.fixture
def is_on(unlocked: House, monkeypatch: pytest.MonkeyPatch) -> House:
    """A house that lets devices in, without a port."""
    monkeypatch.setattr(Remote, "is_on", property(lambda _: True))
    monkeypatch.setattr(Remote, "_turn_on", lambda *_: None)
    with unlocked.database.transaction() as db:
        settings.let_devices_in(db, unlocked.clock(), "li", lets_in=True)
    return unlocked


def seen(house: House, device: str) -> House:
    with house.database.reading() as db:
        (one,) = [one for one in devices.paired(db) if one.id == device]
    return house.remote.seen_from(house, one)


def test_each_lock_is_its_own_and_closing_the_house_ends_both(is_on: House) -> None:
    on_phone = seen(is_on, pair(is_on))
    assert not on_phone.vault.is_open
    unlock(on_phone)
    is_on.vault.lock()
    assert on_phone.vault.is_open
    unlock(is_on)
    assert seen(is_on, on_phone.place).vault is on_phone.vault
    is_on.close()
    assert not is_on.vault.is_open
    assert not on_phone.vault.is_open


@pytest.mark.parametrize("records", ["are there", "are away"])
def test_an_idle_phone_locks_while_the_screen_is_in_use(
    is_on: House, monkeypatch: pytest.MonkeyPatch, records: str
) -> None:
    on_phone = seen(is_on, pair(is_on))
    unlock(on_phone)
    assert is_on.remote.unlocked() == {on_phone.place}
    later = monotonic() + is_on.config.lock_seconds + 1
    monkeypatch.setattr(on_phone.vault, "_steady", lambda: later)
    is_on.vault.touch()
    if records == "are away":
        is_on.database.close()
    let_devices_in(is_on)
    # Nobody has asked for a page that would have locked it.
    assert on_phone.vault._private is None
    assert is_on.remote.unlocked() == set()
    assert is_on.vault.is_open


def test_a_phone_in_use_stays_open_in_the_caretakers_round(is_on: House) -> None:
    on_phone = seen(is_on, pair(is_on))
    unlock(on_phone)
    let_devices_in(is_on)
    assert on_phone.vault.is_open


def test_a_phone_seals_to_the_houses_own_key(is_on: House) -> None:
    on_phone = seen(is_on, pair(is_on))
    assert is_on.vault.open_record(on_phone.vault.seal({"note": "小竹"})) == {"note": "小竹"}


def test_a_phone_that_is_taken_away_forgets_the_key_at_once(is_on: House) -> None:
    hers, another = (seen(is_on, pair(is_on, name)) for name in ("hers", "another"))
    for place in (hers, another):
        unlock(place)
    is_on.remote.take_away(is_on, hers.place, is_on.vault.keeper.id)
    assert (hers.vault.is_open, another.vault.is_open, is_on.vault.is_open) == (False, True, True)
    assert is_on.remote.unlocked() == {another.place}
    assert is_on.remote.vaults() == [another.vault]


def test_ending_a_counselors_time_takes_her_phone_and_what_is_open_there(is_on: House) -> None:
    device = pair(is_on)
    on_phone = seen(is_on, device)
    unlock(on_phone)
    li = on_phone.vault.keeper.id
    keyholders.add(is_on, is_on.vault.private_key, "王", "", "seven quiet rivers bend north")
    succeed(is_on, "王")
    keyholders.hand_over(is_on, li)
    assert not on_phone.vault.is_open
    assert is_on.vault.keeper.name == "王"
    with is_on.database.reading() as db:
        assert devices.paired(db) == []
        assert devices.names(db) == {device: "手机"}
    assert ("took device away", device) in audited(is_on)


def test_a_device_is_hers_who_asked_for_the_code(is_on: House) -> None:
    words = "seven quiet rivers bend north"
    wang = keyholders.add(is_on, is_on.vault.private_key, "王", "", words)
    code = is_on.remote.begin_pairing(wang).code
    is_on.remote.end_pairing(is_on.vault.keeper.id)
    assert is_on.remote.pair(is_on, code, "手机")
    with is_on.database.reading() as db:
        assert [one.counselor for one in devices.paired(db)] == [wang]
    assert is_on.remote.pairing and is_on.remote.pairing.device == "手机"


def test_a_code_of_a_counselor_whose_time_has_ended_pairs_nothing(is_on: House) -> None:
    li = is_on.vault.keeper.id
    wang = keyholders.add(is_on, is_on.vault.private_key, "王", "", "seven quiet rivers bend north")
    for counselor, opens in ((li, False), (wang, True)):
        code = is_on.remote.begin_pairing(counselor).code
        if not opens:
            succeed(is_on, "王")
            keyholders.hand_over(is_on, li)
        assert bool(is_on.remote.pair(is_on, code, "手机")) is opens


def test_ending_a_counselors_time_from_a_phone_locks_the_kiosk_that_is_open_for_her(
    is_on: House,
) -> None:
    li, words = is_on.vault.keeper.id, "seven quiet rivers bend north"
    wang = keyholders.add(is_on, is_on.vault.private_key, "王", "", words)
    with is_on.database.transaction() as db:
        token = devices.pair(db, "手机", wang, is_on.clock())
        hers = devices.showing(db, token)
    assert hers
    on_phone = is_on.remote.seen_from(is_on, hers)
    keyholders.unlock(on_phone, words)
    keyholders.hand_over(on_phone, li)
    assert not is_on.vault.is_open
    assert on_phone.vault.keeper.id == wang
    keyholders.unlock(is_on, words)
    with pytest.raises(LastKey):
        keyholders.hand_over(on_phone, wang)
    assert is_on.vault.is_open and on_phone.vault.is_open


@pytest.mark.parametrize("changes", ["passphrase", "stick"])
def test_what_opens_for_her_is_changed_and_all_other_places_lock(
    is_on: House, changes: str, tmp_path: Path
) -> None:
    """Whoever has seen the one of before may have opened it elsewhere with it."""
    hers, another = (seen(is_on, pair(is_on, name)) for name in ("hers", "another"))
    for place in (hers, another):
        unlock(place)
    opened = keyholders.prove(hers, PASSPHRASE)
    if changes == "stick":
        keyholders.carry(hers, opened, PASSPHRASE, carried.make(tmp_path))
    else:
        keyholders.change_passphrase(hers, opened, "seven quiet rivers bend north")
    assert hers.vault.is_open
    assert not another.vault.is_open and not is_on.vault.is_open


def test_a_colleague_stays_where_she_is_while_another_changes_her_passphrase(
    is_on: House,
) -> None:
    opened = keyholders.prove(is_on, PASSPHRASE)
    on_phone = seen(is_on, pair(is_on))
    succeed(on_phone, "王")
    keyholders.change_passphrase(is_on, opened, "seven quiet rivers bend north")
    assert is_on.vault.is_open and on_phone.vault.is_open


def test_an_unlock_notes_on_which_device_it_was(is_on: House, hands: Hands) -> None:
    device = pair(is_on)
    hands.forward(hours=2)
    keyholders.unlock(seen(is_on, device), PASSPHRASE)
    assert ("unlocked", device) in audited(is_on)
    with is_on.database.reading() as db:
        (one,) = devices.paired(db)
    assert one.used > one.paired


def test_a_wrong_passphrase_is_noted_with_the_device_it_was_typed_on(is_on: House) -> None:
    device = pair(is_on)
    with pytest.raises(WrongPassphrase):
        keyholders.prove(seen(is_on, device), "wrong")
    assert audited(is_on)[-1] == ("failed to unlock", device)


def test_a_port_that_is_taken_is_said_and_tried_again(
    client: FlaskClient, unlocked: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(_self: Remote, _house: House) -> None:
        raise PortTaken(8443)

    monkeypatch.setattr(remote.Remote, "_turn_on", taken)
    page = client.get(post(client, "/remote", do="open").location).text
    assert "这个端口被别的程序占用" in page
    let_devices_in(unlocked)
    with unlocked.database.reading() as db:
        assert settings.lets_devices_in(db)


def test_without_a_network_it_says_so_and_gives_out_no_code(
    client: FlaskClient, is_on: House
) -> None:
    is_on.remote.addresses = list
    with is_on.database.transaction() as db:
        settings.let_devices_in(db, is_on.clock(), "li", lets_in=True)
    assert "没有连上网络" in client.get("/counselor/remote").text
    post(client, "/remote/pairing")
    assert is_on.remote.pairing is None


def test_the_kiosk_itself_shows_no_page_to_pair(client: FlaskClient, unlocked: House) -> None:
    assert client.get("/pair").location == "/"
