"""A house that knows a real headquarters, and has a day to tell it."""

import json
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from sync import outbox, records
from sync.summary import DAY, DaySummary
from tests.end_to_end.conftest import ADMINISTRATOR, PASSWORD, aiyou
from tests.processes import free_port, headquarters

_TOLD = DaySummary(date(2026, 11, 2), 480, 12, 0, "trusted", {})


@contextmanager
def acquainted(data: Path, folder: Path) -> Iterator[None]:
    """Run a headquarters to which the house is enrolled until the block ends."""
    place, port, password = folder / "hq", free_port(), folder / "password"
    password.write_text(PASSWORD)
    named = ("--administrator", ADMINISTRATOR, "--password-file", str(password))
    aiyou("hq", "init", "--data", str(place), *named, "--recovery-out", str(folder / "recovery"))
    listed = ("大坪村爱佑之家", "--county", "yuexi", "--data", str(place), "--json")
    code = json.loads(aiyou("hq", "house", "add", *listed))["code"]
    with headquarters(place, port):
        aiyou("sync", "enrol", f"http://127.0.0.1:{port}", code, "--data", str(data))
        with closing(records.open_database(data / "house.db")) as db:
            outbox.put(db, DAY, _TOLD.payload(), int(time.time()), readable=True)
        yield


def has_called(data: Path) -> bool:
    """Tell whether headquarters has signed for all that waited."""
    with closing(records.open_database(data / "house.db")) as db:
        return not outbox.everything_waiting(db, 1)
