import errno
import os
from pathlib import Path

import pytest

from hardware import health

# Read at its beginning, the kernel answers EIO: as a Pi's sensor does while it has no value.
NO_VALUE = Path("/proc/self/mem")


def test_a_sensor_that_has_no_value_now_hides_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        NO_VALUE.read_text()
    monkeypatch.setattr(health, "_TEMPERATURE", NO_VALUE)
    assert set(health.read(tmp_path)) == {"disk_free_mb"}


@pytest.mark.parametrize(
    ("said", "degrees"), [("48312\n", 48), ("-1500\n", -2), ("", None), ("N/A\n", None)]
)
def test_warmth_is_told_where_a_sensor_tells_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, degrees: int | None
) -> None:
    sensor = tmp_path / "temp"
    sensor.write_text(said)
    monkeypatch.setattr(health, "_TEMPERATURE", sensor)
    assert health.read(tmp_path).get("temperature_c") == degrees
