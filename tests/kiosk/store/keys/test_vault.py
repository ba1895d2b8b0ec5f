import pytest

from kiosk.errors import NotFounded, Unreadable, VaultLocked
from kiosk.house import House
from kiosk.store.keys.vault import Keeper, Vault
from sync.keys import generate_sealing_key

LI = Keeper("1", "李老师")


@pytest.fixture
def keys() -> tuple[bytes, bytes]:
    return generate_sealing_key()


def test_a_record_is_sealed_while_locked_and_opened_while_unlocked(keys) -> None:
    vault = Vault(keys[1], idle=60)
    sealed = vault.seal({"face": "low"})
    with pytest.raises(VaultLocked):
        vault.open_record(sealed)
    vault.unlock(keys[0], LI)
    assert vault.open_record(sealed) == {"face": "low"}


def test_all_ordinary_records_are_of_one_length(keys) -> None:
    vault = Vault(keys[1], idle=60)
    lengths = {len(vault.seal({"name": "王" * n})) for n in (0, 1, 20, 100)}
    assert len(lengths) == 1


def test_an_idle_vault_locks_itself(keys) -> None:
    now = [0.0]
    vault = Vault(keys[1], idle=60, steady=lambda: now[0])
    vault.unlock(keys[0], LI)
    now[0] = 59
    vault.touch()
    now[0] = 118
    assert vault.is_open
    now[0] = 119.5
    assert not vault.is_open
    with pytest.raises(VaultLocked):
        _ = vault.keeper


def test_a_damaged_record_is_unreadable(keys) -> None:
    vault = Vault(keys[1], idle=60)
    vault.unlock(keys[0], LI)
    sealed = bytearray(vault.seal({"a": 1}))
    sealed[-1] ^= 1
    with pytest.raises(Unreadable):
        vault.open_record(bytes(sealed))


def test_what_was_opened_stays_open_until_the_lock_and_is_no_readers_to_change(keys) -> None:
    vault = Vault(keys[1], idle=60)
    vault.unlock(keys[0], LI)
    sealed = vault.seal({"a": 1})
    vault.open_record(sealed)["a"] = 2
    assert vault.open_record(sealed) == {"a": 1}
    vault.lock()
    with pytest.raises(VaultLocked):
        vault.open_record(sealed)
    # Another house's key opens nothing of this one, though it was open here just now.
    vault.unlock(generate_sealing_key()[0], LI)
    with pytest.raises(Unreadable):
        vault.open_record(sealed)


def test_many_records_are_read_in_a_row_while_the_vault_is_open(keys) -> None:
    vault = Vault(keys[1], idle=60)
    sealed = [vault.seal({"number": number}) for number in range(3)]
    with pytest.raises(VaultLocked):
        vault.reader()
    vault.unlock(keys[0], LI)
    read = vault.reader()
    assert [read(one)["number"] for one in sealed] == [0, 1, 2]
    with pytest.raises(Unreadable):
        read(bytes(len(sealed[0])))
    vault.lock()
    with pytest.raises(VaultLocked):
        vault.reader()


def test_nothing_can_be_sealed_before_the_house_is_set_up() -> None:
    with pytest.raises(NotFounded):
        Vault(None, idle=60).seal({})


def test_closing_the_house_forgets_the_key(unlocked: House) -> None:
    unlocked.close()
    assert not unlocked.vault.is_open


def test_what_was_made_of_opened_records_is_forgotten_at_the_lock(keys) -> None:
    now = [0.0]
    vault = Vault(keys[1], idle=60, steady=lambda: now[0])
    with pytest.raises(VaultLocked):
        vault.remember("faces", ["low"])
    for forget in (vault.lock, lambda: now.__setitem__(0, now[0] + 61)):
        vault.unlock(keys[0], LI)
        assert vault.remembered("faces") is None
        vault.remember("faces", ["low"])
        assert vault.remembered("faces") == ["low"]
        forget()
        with pytest.raises(VaultLocked):
            vault.remembered("faces")
