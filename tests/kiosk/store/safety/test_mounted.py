"""The disk of the records: where it belongs there and is not, nothing is opened in its place."""

from pathlib import Path

import pytest

from kiosk.app import create_app
from kiosk.config import HouseConfig
from kiosk.errors import StoreAway
from kiosk.house import House
from kiosk.repairing import open_repaired
from kiosk.restoring import restore_house
from kiosk.store.database import FILE_NAME, Database
from kiosk.store.safety import backup, mounted
from tests.cast import PASSPHRASE
from tests.disks import may_mount, small_disk


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the machine mounts when it starts: the disk of the records too."""
    file = tmp_path / "fstab"
    file.write_text(
        "# a comment\nLABEL=system / ext4 defaults 0 1\nnone none swap sw\n\nLABEL=torn /torn\n"
        f"LABEL=aiyou {tmp_path / 'house'} ext4 noatime,nofail 0 2\n"
    )
    monkeypatch.setattr(mounted.insist, "__defaults__", (file,))
    return file


def test_where_its_disk_is_not_there_nothing_is_opened_or_made(table: Path, tmp_path: Path) -> None:
    for directory in (tmp_path / "house", tmp_path / "house" / "within"):
        directory.mkdir()
        with pytest.raises(StoreAway, match="is not there"):
            Database(directory / FILE_NAME)
        with pytest.raises(StoreAway):
            open_repaired(HouseConfig(data=directory))
    assert [one.name for one in (tmp_path / "house").iterdir()] == ["within"]


def test_where_its_disk_is_not_there_no_house_is_restored_in_its_place(
    unlocked: House, table: Path, tmp_path: Path
) -> None:
    made = backup.make(unlocked.database.path, tmp_path / "backups")
    table.write_text(f"LABEL=aiyou {tmp_path / 'disk'} ext4 noatime,nofail 0 2\n")
    (tmp_path / "disk").mkdir()
    with pytest.raises(StoreAway):
        restore_house(
            HouseConfig(data=tmp_path / "disk"), made.path, lambda: PASSPHRASE, replace=False
        )
    assert [*(tmp_path / "disk").iterdir()] == []


@pytest.mark.skipif(not may_mount(), reason="mounting is not permitted here")
def test_where_it_is_mounted_the_records_are_opened(table: Path, tmp_path: Path) -> None:
    with small_disk(tmp_path / "house", "8m") as house:
        Database(house / FILE_NAME).close()


@pytest.mark.parametrize("what", ["by hand", "bound", "bound below too", "elsewhere", "nothing"])
def test_what_is_not_mounted_by_itself_is_not_missed(
    table: Path, tmp_path: Path, what: str
) -> None:
    line = table.read_text().splitlines()[-1]
    told = {
        "by hand": line.replace("nofail", "noauto"),
        "bound": line.replace("nofail", "bind"),
        "bound below too": line.replace("nofail", "rbind"),
        "elsewhere": line.replace("/house ", "/houses "),
        "nothing": "",
    }
    table.write_text(told[what])
    (tmp_path / "house").mkdir()
    Database(tmp_path / "house" / FILE_NAME).close()


def test_the_screen_says_so(table: Path, tmp_path: Path) -> None:
    client = create_app(HouseConfig(data=tmp_path / "house"), open_repaired).test_client()
    for path in ("/", "/who", "/counselor/"):
        shown = client.get(path)
        assert (shown.status_code, "存记录的盘没有接上" in shown.text) == (503, True), path
    assert client.get("/healthz").json["status"] == "trouble"
