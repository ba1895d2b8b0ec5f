import re
import tomllib
from pathlib import Path

from sync.hq.config import HqConfig
from sync.hq.store.database import find_database
from tests.kiosk.test_cli import commands
from tests.sync.hq.cast import Office

ROOT = Path(__file__).parents[4]
TEXT = (ROOT / "sync/hq/RUNNING.md").read_text(encoding="utf-8")


def test_each_setting_it_names_is_one() -> None:
    blocks = re.findall(r"```toml\n(.*?)```", TEXT, flags=re.DOTALL)
    said = {name: value for block in blocks for name, value in tomllib.loads(block).items()}
    assert len(said) == 7
    config = HqConfig(**said)
    find_database(config).close()


def test_each_command_and_file_it_names_is_there() -> None:
    for words in re.findall(r"bin/aiyou ([a-z ]+)", TEXT):
        assert tuple(words.split()) in set(commands())
    files = re.findall(r"/opt/aiyou/(systemd/\S+)", TEXT)
    assert len(files) == 2
    assert all(list(ROOT.glob(file)) for file in files)


def test_each_figure_an_alert_rests_on_is_told(small_office: Office) -> None:
    small_office.enrolled_house()
    metrics = small_office.app.test_client().get("/metrics").text
    # Counters that have counted nothing yet stand in the text by their names alone.
    for name in set(re.findall(r"aiyou_[a-z_]+", TEXT)) - {"aiyou_hq"}:
        assert re.search(rf"^# TYPE {name} ", metrics, flags=re.MULTILINE), name
