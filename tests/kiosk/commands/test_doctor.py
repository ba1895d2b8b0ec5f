import json
from pathlib import Path

from kiosk.house import House
from tests.warm import aiyou


def test_all_is_told_as_json_in_a_language(house: House) -> None:
    done = aiyou("doctor", "--data", str(house.config.data), "--json", "--language", "en")
    told = {one["name"]: one for one in json.loads(done.stdout)}
    assert done.stderr == ""
    assert done.returncode == (1 if any(one["well"] is False for one in told.values()) else 0)
    assert told["core"]["sentence"] == "A crash writes no memory to the card."
    assert told["guessing"]["figures"]["passphrases_per_second"] > 0


def test_the_sentences_are_for_people(house: House) -> None:
    done = aiyou("doctor", "--data", str(house.config.data))
    assert done.returncode == 1
    assert "备份\n  ✗ 还没有备份过。\n    → 请做一次：“维护”里的“备份”。" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("有 ")


def test_a_machine_without_a_house_is_examined_all_the_same(tmp_path: Path) -> None:
    data = tmp_path / "none"
    done = aiyou("doctor", "--data", str(data), "--language", "en")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("Records\n  ✗ No house is set up here.\n    → Set it up")
    assert "Card\n" in done.stdout
    assert not data.exists()
