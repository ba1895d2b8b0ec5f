"""Real routes of a network of its own: what the machine tells, and an agent that hears it."""

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from sync.carrying import network

ROOT = Path(__file__).parent.parent.parent.parent

# A network namespace with a user of its own: nothing of this machine is touched.
ALONE = ("unshare", "--map-root-user", "--net")

BEGIN = """
import subprocess, sys, time
from contextlib import closing
from pathlib import Path

def ip(command):
    subprocess.run(["ip", *command.split()], check=True)

def until(condition, within=20):
    end = time.monotonic() + within
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)
"""


def alone(script: str, *arguments: str) -> str:
    if shutil.which("ip") is None or shutil.which("unshare") is None:
        pytest.skip("ip and unshare are not on this machine")
    if subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode:
        pytest.skip("this machine allows no network of one's own")
    command = [*ALONE, sys.executable, "-W", "error", "-c", BEGIN + script, *arguments]
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=ROOT, timeout=100
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_way_that_opens_is_heard_and_nothing_else():
    told = alone("""
from sync.carrying import network
with closing(network.listen()) as machine:
    def heard():
        time.sleep(0.3)
        return "new way" if machine.has_a_new_way() else "nothing"
    for command in (
        "link set lo up",
        "link add d0 type veth peer name d1",
        "addr add 192.0.2.2/24 dev d0",
        "link set d1 up",
        "link set d0 up",
        "link set d0 mtu 1400",
        "route add default via 192.0.2.1",
        "route add blackhole 198.51.100.0/24",
        "route del default",
        "link set d0 down",
        "link set d0 up",
    ):
        ip(command)
        print(command, "->", heard())
""")
    assert told.splitlines() == [
        "link set lo up -> nothing",
        "link add d0 type veth peer name d1 -> nothing",
        "addr add 192.0.2.2/24 dev d0 -> nothing",
        "link set d1 up -> nothing",
        "link set d0 up -> new way",
        "link set d0 mtu 1400 -> nothing",
        "route add default via 192.0.2.1 -> new way",
        "route add blackhole 198.51.100.0/24 -> nothing",
        "route del default -> nothing",
        "link set d0 down -> nothing",
        "link set d0 up -> new way",
    ]


def test_an_agent_that_waits_a_quarter_of_an_hour_sends_as_soon_as_there_is_a_way(house_file):
    told = alone(
        """
ip("link set lo up")
from sync import enrolment, records
from sync.agent import Agent
from sync.enrolment import Enrolment
from sync.keys import generate_signing_key
from sync.status import wire_status
from tests.sync.conftest import Door, TinyHeadquarters, put_days

hq = TinyHeadquarters()
door = Door(hq, host="0.0.0.0")
signing_key, hq.verify_key = generate_signing_key()
url = f"http://192.0.2.2:{door.server_port}"
path = Path(sys.argv[1])
with closing(records.open_database(path)) as db:
    enrolment.save(db, Enrolment("yuexi-0007", "", b"epoch--1", signing_key, url,
                                 hq.sealing_key, hq.hq_verify_key, None, 0))
    put_days(db, 2)
    db.execute("UPDATE wire SET tries = 9")
    agent = Agent(path, start_after=0)
    agent.start()
    time.sleep(1)
    agent.nudge()
    until(lambda: wire_status(db).trouble == "Headquarters cannot be reached.")
    agent._tries = 12
    begun = time.process_time()
    time.sleep(3)
    idle = time.process_time() - begun
    ip("link add d0 type veth peer name d1")
    ip("addr add 192.0.2.2/24 dev d0")
    ip("link set d1 up")
    ip("link set d0 up")
    until(lambda: wire_status(db).waiting == 0)
    agent.stop()
door.shut()
print(len(hq.opened), idle < 0.5)
""",
        str(house_file),
    )
    assert told == "2 True\n"


def test_another_program_tells_of_no_way_and_where_too_much_was_told_there_may_be_one():
    told = alone("""
import socket, struct
from sync.carrying import network
route = struct.pack("=8BI", socket.AF_INET, 0, 0, 0, 254, 3, 0, 1, 0)
with closing(network.listen()) as machine:
    port, _ = machine._told.getsockname()
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0) as other:
        other.bind((0, 0))
        other.sendto(struct.pack("=IHHII", 28, 24, 0, 0, 0) + route, (port, 0))
    print(machine._is_new_way(24, route), machine.has_a_new_way())
    machine._told.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
    for size in range(1400, 1420):
        ip(f"link set lo mtu {size}")
    print(machine.has_a_new_way(), machine.has_a_new_way())
""")
    assert told == "True False\nTrue False\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of its routes")
def test_what_is_no_message_of_the_kernel_is_passed_over():
    for data in (b"", b"\0" * 7, struct.pack("=IHHII", 4, 24, 0, 0, 0), b"\xff" * 40):
        assert list(network._messages(data)) == []
    short = struct.pack("=IHHII", 17, 24, 0, 0, 0) + b"x"
    assert list(network._messages(short)) == [(24, b"x")]
