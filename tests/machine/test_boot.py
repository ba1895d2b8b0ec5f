"""A machine starts, as it does each morning: to the child's page, with no network at all."""

import pytest

from tests.machine.village import Disks, multi_user_after, page_after, up

pytestmark = pytest.mark.long

UNITS = ("aiyou-house", "aiyou-display", "aiyou-hardware")
WITHOUT_THE_HOUSE = [f"systemd.mask={unit}.service" for unit in UNITS]


def test_it_starts_to_the_childs_page_without_a_network(disks: Disks) -> None:
    with up(disks, "ro", *WITHOUT_THE_HOUSE) as machine:
        alone = multi_user_after(machine)
    with up(disks, "ro") as machine:
        shown = page_after(machine)
        together = multi_user_after(machine)
        print(f"\nto the child's page {shown:.1f} s, to multi-user {together:.1f} s;")
        print(f"the machine without the house: to multi-user {alone:.1f} s")
        print(machine.run("systemd-analyze"))
        assert machine.run("cat /run/page").count("<html") == 1
        assert "孩子" in machine.run("curl -sf http://127.0.0.1:8080/who")
        assert machine.run("ip route; ip -6 route show default") == ""
        assert machine.run("systemctl --failed --no-legend") == ""
        assert machine.run("systemctl is-system-running").strip() == "running"
        assert machine.run(f"systemctl is-active {' '.join(UNITS)}").split() == ["active"] * 3
        assert "tmpfs" not in machine.run("findmnt -no FSTYPE,SOURCE /var/lib/aiyou")
