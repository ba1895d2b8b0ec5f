"""The cookies by which a device is known, as a browser gets them over real TLS."""

from tests.kiosk.remote.test_over_tls import Served, pytestmark, served

__all__ = ["pytestmark", "served"]


def test_what_a_device_keeps_is_for_this_address_and_no_script(served: Served) -> None:
    phone = served.device()
    answer = phone.post("/pair", "/pair", code=served.screen.code(), device="手机")
    cookie = answer.history[0].headers["Set-Cookie"]
    for part in ("__Host-device=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in cookie
    token = phone.browser.cookies["__Host-device"]
    unlock = served.device().get("/counselor/unlock", cookies={"__Host-device": token})
    for part in ("__Host-panel=", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in unlock.headers["Set-Cookie"]
    on_the_card = b"".join(one.read_bytes() for one in served.data.iterdir() if one.is_file())
    assert token.encode() not in on_the_card


def test_a_device_that_is_used_is_let_in_for_ever(served: Served) -> None:
    phone = served.device()
    paired = phone.post("/pair", "/pair", code=served.screen.code(), device="手机").history[0]
    # A browser forgets it 400 days later, however often the device was used.
    assert "Max-Age=34560000" in paired.headers["Set-Cookie"]
    assert "__Host-device" not in str(phone.get("/counselor/about").headers)
    again = phone.unlock().history[0]
    assert (again.status_code, phone.is_open) == (302, True)
    token = phone.browser.cookies["__Host-device"]
    renewed = [one for one in again.raw.headers.getlist("Set-Cookie") if token in one]
    assert len(renewed) == 1
    for part in ("Max-Age=34560000", "Secure", "HttpOnly", "SameSite=Strict", "Path=/"):
        assert part in renewed[0]
