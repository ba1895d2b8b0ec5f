import socket

import pytest

from hardware import network

HAS = {
    "lo": "127.0.0.1",
    "eth0": "192.168.7.9",
    "wlan0": "10.0.0.4",
    "enx001122334455": "172.16.0.2",
}


def test_an_interface_without_an_address_and_the_way_to_itself_are_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def address_of(_descriptor: int, _request: int, asked: bytes) -> bytes:
        name = asked.partition(b"\0")[0].decode()
        if name not in HAS:
            raise OSError(99, "Cannot assign requested address")
        return bytes(20) + socket.inet_aton(HAS[name]) + bytes(232)

    names = [*enumerate((*HAS, "wwan0"), 1)]
    monkeypatch.setattr(socket, "if_nameindex", lambda: names)
    monkeypatch.setattr("fcntl.ioctl", address_of)
    assert network.addresses() == ["192.168.7.9", "10.0.0.4", "172.16.0.2"]


def test_a_machine_without_any_network_has_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "if_nameindex", lambda: [(1, "lo")])
    assert network.addresses() == []


def test_the_kernel_is_asked_as_it_understands() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        assert network._address(asking, "lo") == "127.0.0.1"
        assert network._address(asking, "no such thing") is None
