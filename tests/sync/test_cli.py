import json
import re
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner

from sync import confirmation, enrolment, inbox, outbox
from sync.carrying import budget, road_options, tries
from sync.cli import sync
from sync.errors import AlreadyEnrolled, CourierError, NotEnrolled, SyncError, WrongCode
from sync.keys import verify_key_of
from sync.status import wire_status
from tests.sync.authority import Authority, behind_tls
from tests.sync.conftest import CODE, EPOCH, HOUSE, NOW, Reply, a_day, put_days, until

DAY = 24 * 3600


@pytest.fixture
def run(house_file):
    def invoke(*words):
        return CliRunner(env={"AIYOU_DATA": str(house_file.parent)}).invoke(sync, words)

    return invoke


@pytest.fixture
def enrolled(db, enrolled):
    """Let it have asked today: all else that is sent is a test's own."""
    with db.conn:
        db.execute("UPDATE wire SET asked_at = ?", (int(time.time()),))
    return enrolled


def test_send_brings_what_waits_and_says_so(run, db, hq, enrolled):
    put_days(db, 2)
    assert run("send").output == "2 sent, 0 waiting.\n"
    assert json.loads(run("send", "--json").output) == {"sent": 0, "waiting": 0, "trouble": None}
    assert len(hq.opened) == 2


def test_send_brings_more_than_one_request_holds(run, db, hq, enrolled):
    for _ in range(5):
        put_days(db, 30)
    assert run("send").output == "150 sent, 0 waiting.\n"


def test_send_refuses_with_one_sentence_when_headquarters_is_away(run, db, hq, enrolled):
    put_days(db, 2)
    hq.reply = Reply(503)
    result = run("send", "--json")
    assert isinstance(result.exception, CourierError)
    assert json.loads(result.output)["waiting"] == 2


def test_send_from_a_house_that_is_not_enrolled_says_what_to_do(run):
    result = run("send")
    assert isinstance(result.exception, NotEnrolled)
    assert "aiyou sync enrol" in str(result.exception)


def test_status_tells_the_whole_story(run, db, hq, enrolled):
    assert run("status").output == f"{HOUSE} tells {hq.url}; 0 waiting.\n"
    put_days(db, 3)
    # As if it had been told once more already.
    db.execute("UPDATE outbox SET refused_before = 1")
    hq.poisoned = {2}
    run("send")
    put_days(db, 1)
    hq.reply = Reply(503)
    run("send")
    lines = run("status").output.splitlines()
    assert lines == [
        f"{HOUSE} tells {hq.url}; 1 waiting.",
        "Oldest: 2026-11-24 09:20.",
        "Headquarters has 1 to 3, as of 2026-11-24 09:20.",
        "Refused and set aside: 1.",
        "Last try: Headquarters cannot take anything right now.",
    ]


def test_status_tells_a_program_all_there_is(run, db, hq, enrolled):
    put_days(db, 2)
    outbox.put(db, "day", a_day(7), NOW, readable=True)
    outbox.put(db, "message", {"s": b"sealed"}, NOW)
    assert run("send").exit_code == 0
    outbox.put(db, "day", a_day(8), NOW + 90, readable=True)
    outbox.put(db, "month", {"d": "2026-11"}, NOW + 95)
    hq.reply = Reply(503)
    assert run("send").exit_code == 1
    budget.limit(db, 10_000_000)
    later = int(time.time()) + 1000
    tries.note_wait(db, 3, later)
    told = json.loads(run("status", "--json").output)
    spent = told.pop("month")
    assert told == {
        "enrolled": True,
        "house": HOUSE,
        "hq_url": hq.url,
        "waiting": 2,
        "waiting_by_kind": {"day": 1, "month": 1},
        "summaries": 2,
        "oldest": NOW + 90,
        "newest_told": "2026-11-07",
        "full": False,
        "set_aside": 0,
        "acknowledged_seq": 4,
        "acknowledged_at": NOW,
        "trouble": "Headquarters cannot take anything right now.",
        "tries": 3,
        "next_try": later,
    }
    assert set(spent) == {"month", "limit", "sent", "received", "newest_on", "left"}
    assert spent["left"] == 10_000_000 - spent["sent"] - spent["received"]
    assert spent["sent"] > 1000
    for key in told:
        assert key in run("status", "--help").output, key
    lines = run("status").output.splitlines()
    assert any(line.startswith("Next try: ") for line in lines)
    assert "Newest day told: 2026-11-07." in lines
    assert f"Left of this month: {spent['left']} of 10000000 bytes." in lines


def test_a_house_whose_outbox_is_full_says_so(run, db, enrolled, monkeypatch):
    monkeypatch.setattr("sync.room.MOST_ENVELOPES", 1)
    put_days(db, 1)
    assert json.loads(run("status", "--json").output)["full"] is True
    assert "days stay in the house" in run("status").output


def test_a_person_sends_over_the_foundations_own_authority(run, db, hq, enrolled, tmp_path):
    put_days(db, 2)
    budget.limit(db, 10)
    budget.spend(db, int(time.time()), 10, 0)
    foundation = Authority(tmp_path)
    with behind_tls(hq, foundation.certify()):
        db.execute("UPDATE wire SET hq_url = ?", (hq.url,))
        assert "not secure" in str(run("send").exception)
        assert "2 sent" in run("send", "--authority", str(foundation.path)).output
    assert budget.of(db, None).limit == 10


def test_the_way_out_is_told_by_the_houses_file(tmp_path, monkeypatch):
    monkeypatch.setattr("sync.carrying.road_options.FILE", tmp_path / "house.toml")
    assert road_options._of_the_house("proxy") is None
    (tmp_path / "house.toml").write_text('proxy = "http://10.0.0.1:3128"\nport = 8080\n')
    assert road_options._of_the_house("proxy") == "http://10.0.0.1:3128"
    assert road_options._of_the_house("port") is None
    (tmp_path / "house.toml").write_text("this is no TOML")
    assert road_options._of_the_house("proxy") is None


def test_status_of_a_house_that_is_not_enrolled(run):
    assert "Not enrolled" in run("status").output
    assert json.loads(run("status", "--json").output)["enrolled"] is False


def test_enrol_makes_the_house_known_once(run, db, hq):
    assert HOUSE in run("enrol", hq.url, CODE).output
    assert enrolment.known(db).house == HOUSE
    before = hq.requests
    assert isinstance(run("enrol", hq.url, CODE).exception, AlreadyEnrolled)
    assert hq.requests == before


def test_a_house_that_was_enrolled_asks_with_what_it_sends_first(run, db, hq, monkeypatch):
    monkeypatch.setattr("sync.commands.sending.now", lambda: NOW)
    run("enrol", hq.url, CODE)
    assert run("send").output == "1 sent, 0 waiting.\n"
    assert [one.kind for one in hq.opened] == ["ask"]
    assert not inbox.is_due(db, NOW)
    assert run("send").output == "0 sent, 0 waiting.\n"


def test_a_house_that_is_not_served_asks_by_what_a_person_sends_once_a_day(
    run, db, hq, enrolled, monkeypatch
):
    enrolment.new_epoch(db)
    for later, kinds in ((0, ["ask"]), (DAY - 1, []), (DAY, ["ask"])):
        hq.opened.clear()
        monkeypatch.setattr("sync.commands.sending.now", lambda later=later: NOW + later)
        assert run("send").output == f"{len(kinds)} sent, 0 waiting.\n"
        assert [one.kind for one in hq.opened] == kinds


def test_enrol_again_takes_new_keys_and_brings_what_waits(run, db, hq, enrolled):
    put_days(db, 1)
    assert HOUSE in run("enrol", hq.url, CODE, "--again").output
    assert enrolment.known(db).signing_key != enrolled.signing_key
    assert json.loads(run("send", "--json").output) == {"sent": 2, "waiting": 0, "trouble": None}
    assert [one.kind for one in hq.opened] == ["again", "ask"]


def test_a_new_key_signs_what_is_sent_next(run, db, hq, enrolled):
    verify_key = json.loads(run("rotate-key", "--json").output)["verify_key"]
    assert verify_key_of(enrolment.known(db).signing_key).hex() == verify_key
    assert [one.kind for one in outbox.waiting(db)] == ["key"]


def test_enrol_takes_address_and_code_in_one_link(run, db, hq):
    assert run("enrol", hq.url).exit_code == 2
    assert HOUSE in run("enrol", f"{hq.url}/e#{CODE}").output
    assert enrolment.known(db).hq_url == hq.url


def test_enrol_with_a_wrong_code_keeps_nothing(run, db, hq):
    assert isinstance(run("enrol", hq.url, "WRONG").exception, CourierError)
    assert enrolment.known(db) is None


def test_a_directory_without_a_house_is_refused(tmp_path):
    result = CliRunner().invoke(sync, ["status", "--data", str(tmp_path / "nowhere")])
    assert isinstance(result.exception, NotEnrolled)


def test_records_that_are_damaged_are_one_sentence(run, house_file):
    house_file.write_bytes(b"this is no database" * 500)
    result = run("status")
    assert isinstance(result.exception, SyncError)
    assert "cannot be read" in str(result.exception)


def test_usb_takes_the_one_stick_that_is_in(run, db, hq, enrolled, tmp_path):
    put_days(db, 2)
    patterns = ("--sticks", f"{tmp_path}/media/*")
    assert "No USB stick" in str(run("usb", *patterns).exception)
    (tmp_path / "media" / "red").mkdir(parents=True)
    assert run("usb", *patterns).output == "0 acknowledged; 2 on the stick, 2 of them new.\n"
    (tmp_path / "media" / "blue").mkdir()
    assert "please say which" in str(run("usb", *patterns).exception)
    assert run("usb", str(tmp_path / "media" / "blue")).exit_code == 0


def test_usb_says_what_could_not_be_used(run, db, enrolled, tmp_path):
    put_days(db, 1)
    run("usb", str(tmp_path))
    (file,) = tmp_path.rglob("*.aiyou")
    file.with_suffix(".answer").write_bytes(b"torn")
    result = run("usb", str(tmp_path), "--json")
    assert isinstance(result.exception, CourierError)
    assert file.stem in str(result.exception)
    assert json.loads(result.output)["carried"] == 1


def test_qr_shows_links_and_takes_the_confirmation(run, db, hq, enrolled):
    assert run("qr").output == "Nothing waits that fits a QR code.\n"
    put_days(db, 3)
    codes = json.loads(run("qr", "--json").output)
    assert [one["seqs"] for one in codes] == [[1, 2], [3]]
    assert f"1 of 2: {codes[0]['link']}\n" in run("qr").output
    assert isinstance(run("qr", "--confirm", "0000-0000-00").exception, WrongCode)
    secret = confirmation.secret_of_headquarters(hq.private_key, hq.verify_key)
    code = confirmation.code(secret, HOUSE, EPOCH, 3)
    assert run("qr", "--confirm", code).output == "3 acknowledged, 0 waiting.\n"


@pytest.mark.parametrize("command", ["send", "status", "enrol", "usb", "qr"])
def test_every_command_shows_an_example(command):
    assert f"aiyou sync {command}" in CliRunner().invoke(sync, [command, "--help"]).output


def test_the_example_of_enrol_shows_a_code_as_they_are_given():
    shown = CliRunner().invoke(sync, ["enrol", "--help"]).output.split("hq.example.org ")[1]
    assert re.fullmatch(r"([0-9A-Z]{4}-){2}[0-9A-Z]{4}", shown.split()[0])


def test_wrong_usage_is_exit_code_two():
    assert CliRunner().invoke(sync, ["send", "--nonsense"]).exit_code == 2


@pytest.mark.parametrize(
    "module", ["sync.cli", "sync.agent", "sync.carrying.step", "sync.outbox", "sync.enrolment"]
)
def test_nothing_imports_requests_before_there_is_something_to_send(module):
    code = f"import sys, {module}; sys.exit('requests' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_send_that_is_killed_on_its_way_loses_and_doubles_nothing(
    run, db, hq, enrolled, house_file
):
    put_days(db, 3)
    hq.reply = Reply(delay=30)
    send = [sys.executable, "-c", "from sync.cli import sync; sync()", "send", "--data"]
    child = subprocess.Popen([*send, str(house_file.parent)])
    until(lambda: len(hq.opened) == 3)
    child.kill()
    child.wait(10)
    assert wire_status(db).waiting == 3
    hq.reply = None
    assert run("send").output == "3 sent, 0 waiting.\n"
    assert [one.seq for one in hq.opened] == [1, 2, 3]
