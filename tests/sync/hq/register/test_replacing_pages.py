import re
from collections.abc import Callable
from dataclasses import replace

from sync import keys
from tests.sync.hq.cast import TODAY, Clock, Office, Visit

Begin = Callable[..., Visit]


def test_a_machine_is_replaced_by_the_page_alone(
    visit: Begin, small_office: Office, clock: Clock
) -> None:
    old, lin = small_office.enrolled_house(), visit()
    small_office.send(old.day(1))
    path = f"/houses/{old.house}/replace"
    assert f'href="{path}"' in lin.get(f"/houses/{old.house}")
    assert "Connected last on 2026-11-24 17:00" in lin.get(path)
    page = lin.post(f"/houses/{old.house}/code")
    assert f'href="{path}"' in page
    code = re.search(r'class="code"[^>]*>([0-9A-Z-]{14})<', page)
    assert code
    assert "valid until 2026-12-08 17:00: the new machine has not connected yet" in lin.get(path)
    assert small_office.send(old.day(2)).accepted == 2
    clock.forward(minutes=30)
    new = replace(old, code=code[1], keys=keys.generate_signing_key(), epoch=b"epoch--2")
    assert small_office.post("/v1/enrol", new.request()).status_code == 200
    page = lin.get(path)
    assert "Connected last on 2026-11-24 17:30" in page
    assert "has not connected yet" not in page
    assert small_office.send(new.day(1, TODAY)).accepted == 1
    small_office.send(old.day(3))
    assert "The signature is not right." in lin.get(f"/houses/{old.house}")


def test_there_is_nothing_to_replace_before_a_house_is_connected_or_once_it_is_retired(
    visit: Begin, small_office: Office
) -> None:
    new, gone, lin = small_office.new_house(), small_office.enrolled_house(), visit()
    for house in (new, gone):
        if house is gone:
            lin.get(f"/houses/{gone.house}/change")
            lin.post(f"/houses/{gone.house}/retire", day="2026-11-24", why="moved")
        response = lin.client.get(f"/houses/{house.house}/replace")
        assert response.headers["Location"] == f"/houses/{house.house}"
        assert "Replace the machine" not in lin.get(f"/houses/{house.house}")
