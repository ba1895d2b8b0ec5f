"""`aiyou hq simulate`: a headquarters to look at, full of houses that are not there."""

import json
import re
from datetime import date
from pathlib import Path

from click.testing import CliRunner, Result

from sync.hq import setup
from sync.hq.cli import hq
from sync.hq.config import HqConfig
from sync.hq.errors import Refused
from sync.hq.people import accounts
from sync.hq.register import houses
from tests.sync.hq.cast import Office, listening

FEW = ("--houses", "2", "--months", "1")


def simulate(data: Path, *words: str) -> Result:
    return CliRunner().invoke(hq, ["simulate", "--data", str(data), *words])


def invented(data: Path) -> list[str]:
    database = setup.open_initialised(HqConfig(data=data))
    with database.reading() as connection:
        names = [one.name for one in houses.everyone(connection)]
    database.close()
    return names


def test_it_makes_a_headquarters_whose_first_account_may_sign_in(tmp_path: Path) -> None:
    data = tmp_path / "hq"
    done = simulate(data, *FEW, "--until", "2026-10-31")
    assert done.exit_code == 0, done.output
    found = re.search(r"lin can sign in with the password (\S+)", done.stdout)
    assert found and re.search(r"2 houses sent \d+ envelopes in \d+ requests", done.stdout)
    assert [name for name in invented(data) if "模拟" in name] == invented(data)
    database = setup.open_initialised(HqConfig(data=data))
    with database.reading() as connection:
        assert accounts.sign_in(connection, "lin", found[1])
    database.close()


def test_for_programs_it_tells_figures_alone(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("harvest mountain paper boat\n")
    words = (*FEW, "--seed", "7", "--password-file", str(password), "--json")
    told = json.loads(simulate(tmp_path / "hq", *words).stdout)
    assert (told["houses"], told["refused"]) == (2, 0)
    assert told["envelopes"] >= 40


def test_what_is_not_over_yet_cannot_be_lived(tmp_path: Path) -> None:
    done = simulate(tmp_path / "hq", *FEW, "--until", f"{date.max}")
    assert (done.exit_code, "it is not over yet" in done.output) == (2, True)
    assert not (tmp_path / "hq").exists()


def test_beside_real_houses_it_asks_to_be_sure(small_office: Office) -> None:
    small_office.new_house()
    data = small_office.config.data
    with listening(small_office.app) as url:
        refused = simulate(data, *FEW, "--url", url)
        assert isinstance(refused.exception, Refused)
        assert "--yes" in str(refused.exception)
        done = simulate(data, *FEW, "--url", url, "--yes", "--json")
    assert (done.exit_code, json.loads(done.stdout)["houses"]) == (0, 2), done.output
    assert len([name for name in invented(data) if "模拟" in name]) == 2
