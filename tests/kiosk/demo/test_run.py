"""`aiyou demo`, as `make run` starts it."""

import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
import requests

from tests.processes import free_port, wait_for
from tests.warm import aiyou

OWN_MONTHS = (
    "SELECT told FROM months JOIN houses USING (house) WHERE name = '大坪村爱佑之家' ORDER BY month"
)

# In the order in which headquarters lists them.
WRITTEN = "SELECT written_at FROM messages WHERE written_by = 'admin' ORDER BY id"

# The house remembers where it met headquarters: every run is on the same ports.
PORTS = (free_port(), free_port())
BOARD = free_port()


@contextmanager
def demo(data: Path, *options: str) -> Iterator[tuple[str, str, list[str]]]:
    """Run the demo until the block ends; yields both addresses and what it said."""
    port, hq_port = PORTS
    command = ["demo", "--data", str(data), "--port", str(port), "--hq-port", str(hq_port)]
    command += ["--board-port", str(BOARD)]
    # Where pages come by a proxy it works the same, and where another headquarters has a database.
    around = {"http_proxy": "http://127.0.0.1:9", "no_proxy": ""}
    around["AIYOU_HQ_DATABASE"] = f"postgresql://nobody@/elsewhere?host={data}"
    process = subprocess.Popen(
        [sys.executable, "-m", "kiosk", *command, *options],
        env={**os.environ, **around},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    said = []
    assert process.stdout
    for line in process.stdout:
        said.append(line.strip())
        if "Ctrl-C" in line:
            break
    try:
        yield f"http://127.0.0.1:{port}", f"http://127.0.0.1:{hq_port}", said
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
        process.stdout.close()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo that ran once before."""
    data = tmp_path_factory.mktemp("demo") / "data"
    with demo(data) as (_, _, said):
        assert any(line.startswith("Living three months") for line in said)
    return data


@dataclass(frozen=True)
class Running:
    """A demo that runs, what it said, and what its start took of the processor."""

    house: str
    hq: str
    said: list[str]
    seconds: float


@pytest.fixture(scope="class")
def again(data: Path) -> Iterator[Running]:
    """The same demo, started once more."""
    before = processor_seconds()
    with demo(data) as (house, hq, said):
        yield Running(house, hq, said, processor_seconds() - before)


def processor_seconds() -> float:
    """Tell what the processes that tests have started took so far."""
    started = psutil.Process().children(recursive=True)
    return sum(sum(one.cpu_times()) for one in started)


def unlock(house: str, said: list[str], back: str = "/counselor/") -> str:
    """Open the panel with the passphrase that the demo told; returns today's page or another."""
    passphrase = next(line.split(maxsplit=1)[1] for line in said if line.startswith("passphrase"))
    with requests.Session() as session:
        page = session.get(f"{house}/counselor/").text
        csrf = re.search(r'name="csrf_token" value="([^"]+)"', page)
        assert csrf
        form = {"csrf_token": csrf[1], "passphrase": passphrase, "back": back}
        return session.post(f"{house}/counselor/unlock", data=form).text


def sending(data: Path) -> dict[str, int]:
    """Tell what `aiyou sync status` says."""
    command = [sys.executable, "-m", "kiosk", "sync", "status", "--json", "--data"]
    return json.loads(subprocess.check_output([*command, str(data / "house")]))


class TestASecondRun:
    def test_it_is_of_a_lived_in_house_that_headquarters_knows(
        self, again: Running, data: Path
    ) -> None:
        assert requests.get(f"{again.house}/healthz", timeout=30).status_code == 200
        assert requests.get(f"{again.hq}/healthz", timeout=30).status_code == 200
        assert "求助按钮" in requests.get(f"http://127.0.0.1:{BOARD}", timeout=30).text
        assert "大坪村爱佑之家" in unlock(again.house, again.said)
        # The house lives on meanwhile: soon after its start it asks for news.
        wait_for("all arrives", 20, lambda: sending(data)["waiting"] == 0, every=0.2)
        assert sending(data)["acknowledged_seq"] >= 60
        with closing(sqlite3.connect(data / "hq" / "hq.db")) as db:
            assert db.execute("SELECT count(*) FROM houses").fetchone() == (13,)
            told = [json.loads(told) for (told,) in db.execute(OWN_MONTHS)]
            written = db.execute(WRITTEN).fetchall()
        assert len(written) == 4 and written == sorted(written)
        assert len(told) >= 3
        # Of the first one the house may have lived a day or two.
        for month in told[1:]:
            assert month["c"] > 20 and month["p"] > 0 and month["m"] != []

    def test_it_starts_in_seconds_at_any_hour_and_letters_have_gone_both_ways(
        self, again: Running
    ) -> None:
        house, said = again.house, again.said
        # For all has been made. Of the processor, which other tests keep busy.
        assert again.seconds < 10
        assert not any(line.startswith(("Making", "Living")) for line in said)
        assert any(line.startswith("its games") for line in said)
        today = unlock(house, said)
        assert "大坪村爱佑之家" in today and "对，没错" not in today
        rules = unlock(house, said, "/counselor/house-rules")
        assert re.findall(r"<option selected[^>]*>(\d+)<", rules) == ["0", "0", "23", "55"]
        page = unlock(house, said, "/counselor/messages")
        assert "县医院下周六来义诊" in page and "冬天取暖，先通风" in page
        assert "7K3M" in page
        assert "第一次家访：带什么，看什么" in unlock(house, said, "/counselor/messages/training")


def test_an_empty_demo_waits_for_its_first_counselor(data: Path) -> None:
    with demo(data, "--empty") as (house, _, said):
        assert not any(line.startswith("passphrase") for line in said)
        first = requests.get(f"{house}/counselor/", timeout=30)
        assert first.url.endswith("/counselor/setup")
        # Another than the furnished one, beside which headquarters lists it.
        assert "河东村爱佑之家" in first.text
        assert "还没有" in requests.get(f"{house}/who", timeout=30).text


@pytest.mark.parametrize(
    ("port", "board", "said"),
    [("99999", "8070", "99999 is not in the range"), ("8090", "8070", "need a port each")],
)
def test_ports_that_cannot_be_are_wrong_usage_and_nothing_is_made(
    tmp_path: Path, port: str, board: str, said: str
) -> None:
    where = ("--data", str(tmp_path / "data"), "--port", port, "--board-port", board)
    done = aiyou("demo", *where, "--hq-port", "8090")
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert not (tmp_path / "data").exists()


def test_a_headquarters_that_was_not_finished_is_made_anew(tmp_path: Path) -> None:
    data = tmp_path / "data"
    ports = ("--port", f"{free_port()}", "--hq-port", f"{free_port()}", "--board-port")
    command = ["-m", "kiosk", "demo", "--data", str(data), *ports, f"{free_port()}"]
    quiet = subprocess.DEVNULL
    with subprocess.Popen([sys.executable, *command], stdout=quiet, stderr=quiet) as process:
        wait_for("its keys", 20, lambda: any(data.glob("hq*/keys/*")))
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    assert not (data / "hq").exists()
