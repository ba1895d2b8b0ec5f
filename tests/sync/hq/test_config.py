import pytest

from sync.errors import SettingsError
from sync.hq import config


@pytest.mark.parametrize(
    "address",
    ["https://hq.example.org", "https://hq.example.org/aiyou/", "http://127.0.0.1:8090"],
)
def test_an_address_of_a_website_is_taken(address: str) -> None:
    assert config.load(environ={"AIYOU_HQ_ADDRESS": address}).address == address


@pytest.mark.parametrize(
    "address",
    [
        *("hq.example.org", "ftp://hq.example.org", "https://", "https://hq:0", "https://hq:x"),
        *("https://lin@hq.example.org", "https://hq/?a=b", "https://hq/#e", "https://a b"),
        "https://[",
    ],
)
def test_what_is_no_address_is_said_at_the_start(address: str) -> None:
    with pytest.raises(SettingsError, match="address: should be like"):
        config.load(environ={"AIYOU_HQ_ADDRESS": address})


def test_no_address_is_none() -> None:
    assert config.load(environ={"AIYOU_HQ_ADDRESS": ""}).address is None
