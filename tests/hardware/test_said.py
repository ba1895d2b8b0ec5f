import os
import subprocess
import sys

GOES_ON = "from hardware.said import say; say('one'); say('another'); print('it goes on')"


def test_a_log_that_nobody_keeps_any_more_ends_no_service() -> None:
    keeps, says = os.pipe()
    os.close(keeps)
    done = subprocess.run(
        [sys.executable, "-c", GOES_ON], stdout=subprocess.PIPE, stderr=says, check=False, text=True
    )
    os.close(says)
    assert done.stdout == "it goes on\n"
