"""Bodies that are being said, of which there is never more in memory than is allowed."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from sync import batch
from sync.hq.front import gathering
from sync.hq.front.gathering import Gathering, NoRoom
from tests.processes import wait_for
from tests.sync.hq.answering import answering
from tests.sync.hq.cast import Office

HEAD = (
    b"POST /v1/envelopes HTTP/1.1\r\nHost: hq\r\nContent-Type: application/cbor\r\n"
    b"Content-Length: %d\r\n\r\n"
)


class Caller:
    """Says a body in pieces."""

    def __init__(self, room: Gathering) -> None:
        self._pieces: asyncio.Queue[dict[str, object]] = asyncio.Queue()
        self._room = room
        self.task = asyncio.create_task(self._say())

    async def _say(self) -> bytes | type[NoRoom] | None:
        with self._room.body() as body:
            try:
                return await body.read(self._pieces.get)
            except NoRoom:
                return NoRoom

    async def say(self, size: int, *, ends: bool = False) -> None:
        piece = {"type": "http.request", "body": bytes(size), "more_body": not ends}
        self._pieces.put_nowait(piece)
        await self.rest()

    async def hang_up(self) -> None:
        self._pieces.put_nowait({"type": "http.disconnect"})
        await self.rest()

    async def rest(self) -> None:
        for _ in range(4):
            await asyncio.sleep(0)


def test_who_took_up_most_for_longest_makes_room() -> None:
    async def several() -> None:
        room = Gathering(1000)
        slow, small = Caller(room), Caller(room)
        await slow.say(600)
        await small.say(10)
        await asyncio.sleep(0.01)
        quick = Caller(room)
        await quick.say(500, ends=True)
        assert await quick.task == bytes(500)
        assert await slow.task is NoRoom
        assert room.held == 10
        await small.say(5, ends=True)
        assert await small.task == bytes(15)
        assert room.held == 0

    asyncio.run(several())


def test_where_all_are_whole_the_new_one_waits_for_another_time() -> None:
    async def several() -> None:
        room = Gathering(100)
        with room.body() as worked_on:
            room.count(worked_on, 90)
            room.is_whole(worked_on)
            late = Caller(room)
            await late.say(20)
            assert await late.task is NoRoom
            assert room.held == 90
        assert room.held == 0

    asyncio.run(several())


def test_who_is_told_to_end_otherwise_ends() -> None:
    async def one() -> None:
        room = Gathering(100)
        caller = Caller(room)
        await caller.say(20)
        caller.task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await caller.task
        assert room.held == 0

    asyncio.run(one())


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 60), st.booleans()), max_size=40))
def test_there_is_never_more_than_allowed_and_nothing_left(
    said: list[tuple[int, int, bool]],
) -> None:
    async def all_of_it() -> None:
        room = Gathering(100)
        callers: dict[int, Caller] = {}
        for who, size, ends in said:
            if who not in callers or callers[who].task.done():
                callers[who] = Caller(room)
            await callers[who].say(size, ends=ends)
            assert 0 <= room.held <= 100
        for caller in callers.values():
            await caller.hang_up()
        assert room.held == 0

    asyncio.run(all_of_it())


@pytest.fixture
def port(small_office: Office) -> Iterator[int]:
    with answering(small_office.app) as port:
        yield port


def test_many_who_say_much_and_never_all_shut_nobody_out(small_office: Office, port: int) -> None:
    said = HEAD % batch.LARGEST + bytes(batch.LARGEST - 1000)
    house = small_office.enrolled_house()
    refused: list[bytes] = []
    with ExitStack() as lines:
        many = gathering.MOST // batch.LARGEST + 8
        strangers = [
            lines.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(many)
        ]
        for one in strangers:
            one.sendall(said)
            one.setblocking(False)
        time.sleep(0.1)
        body = batch.encode([house.day(1)])
        url, headers = f"http://127.0.0.1:{port}/v1/envelopes", {"Content-Type": "application/cbor"}
        assert requests.post(url, body, headers=headers, timeout=20).status_code == 200

        def told() -> bool:
            for one in strangers:
                with suppress(BlockingIOError):
                    refused.append(one.recv(4096))
            return len([one for one in refused if one]) >= 8

        wait_for("who made room", 20, told)
    answers = [one for one in refused if one]
    assert all(one.startswith(b"HTTP/1.1 503") for one in answers)
    assert all(b"retry-after: 60" in one for one in answers)
    assert len(answers) < many / 2
