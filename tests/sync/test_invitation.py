import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync import invitation

ADDRESSES = st.from_regex(r"https://[a-z.]{1,20}(:[0-9]{2,4})?/?", fullmatch=True)
CODES = st.from_regex(r"[0-9A-Z-]{4,14}", fullmatch=True)


@given(ADDRESSES, CODES)
def test_a_link_tells_what_went_into_it(address: str, code: str) -> None:
    assert invitation.read(invitation.link(address, code)) == (address.rstrip("/"), code)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("https://hq.example.org 7K3M-Q9TX-2WHB", ("https://hq.example.org", "7K3M-Q9TX-2WHB")),
        (" https://hq.example.org ", ("https://hq.example.org", "")),
        ("https://hq.example.org/sub/e#7K3M\r\n", ("https://hq.example.org/sub", "7K3M")),
        ("https：／／hq.example.org／e＃７Ｋ３Ｍ－Q9TX", ("https://hq.example.org", "7K3M-Q9TX")),
        ("https://hq.example.org　7K3M", ("https://hq.example.org", "7K3M")),
        ("", ("", "")),
    ],
)
def test_what_a_person_types_is_read(typed: str, told: tuple[str, str]) -> None:
    assert invitation.read(typed) == told
