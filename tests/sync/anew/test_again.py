import pytest

from sync.anew import again
from sync.errors import BadEnvelope


def test_what_is_inside_comes_out():
    assert again.from_payload(again.payload(b"bytes")) == b"bytes"


@pytest.mark.parametrize("payload", [{}, {"e": b""}, {"e": "text"}, {"f": b"bytes"}])
def test_nothing_inside_is_refused(payload):
    with pytest.raises(BadEnvelope, match="inside"):
        again.from_payload(payload)
