import json
import os

import pytest

from hardware.display.wire import Wire


def test_messages_are_heard_whole_however_they_come() -> None:
    reads, told = os.pipe()
    heard, writes = os.pipe()
    wire = Wire(reads, writes)
    wire.tell("Target.closeTarget", targetId="one")
    assert json.loads(os.read(heard, 999)[:-1]) == {
        "id": 1,
        "method": "Target.closeTarget",
        "params": {"targetId": "one"},
    }
    os.write(told, b'{"id":1}\0{"met')
    assert list(wire.hear()) == [{"id": 1}]
    os.write(told, b'hod":"x"}\0')
    assert list(wire.hear()) == [{"method": "x"}]
    os.close(told)
    with pytest.raises(EOFError):
        wire.hear()
    os.close(heard)
    wire.tell("Target.createTarget", url="http://127.0.0.1/")
    wire.close()
