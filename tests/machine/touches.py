"""What a child's touch comes to, on a machine that is not well."""

from tests.machine.machine import HERE, Machine
from tests.machine.village import PAGE

_ASKS = f"""
page=$(curl -s -c /run/jar {PAGE}who)
token=$(echo "$page" | sed -n 's/.*name="csrf_token"[^>]*value="\\([^"]*\\)".*/\\1/p' | head -n 1)
child=$(echo "$page" | sed -n 's/.*name="child" value="\\([^"]*\\)".*/\\1/p' | head -n 1)
curl -s -b /run/jar -w '\\n%{{http_code}}' -d "csrf_token=$token" -d "child=$child" {PAGE}who
"""


def come(machine: Machine) -> tuple[int, str]:
    """Let the first child that is shown come; tell the answer's status, 0 for none, and page."""
    page, _, status = machine.tried(_ASKS).stdout.rpartition("\n")
    return int(status), page


def carry(machine: Machine) -> None:
    """Put what runs in the machine where it finds it."""
    machine.run(f"mkdir -p /run/tests && mount -t hostfs none /run/tests -o {HERE}")
