import asyncio
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from sync.hq.front.delivering import Delivering


def test_each_hears_its_own_result_from_whatever_thread() -> None:
    async def doubled() -> list[int]:
        delivering = Delivering()
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(lambda one=one: 2 * one) for one in range(500)]
            return await asyncio.gather(*map(delivering.result, asked))

    assert asyncio.run(doubled()) == [2 * one for one in range(500)]


def test_what_goes_wrong_is_raised_and_what_is_done_already_is_there() -> None:
    async def ask() -> int:
        delivering, wrong, done = Delivering(), Future[int](), Future[int]()
        wrong.set_exception(ZeroDivisionError())
        with pytest.raises(ZeroDivisionError):
            await delivering.result(wrong)
        done.set_result(7)
        return await delivering.result(done)

    assert asyncio.run(ask()) == 7


def test_who_no_longer_waits_is_told_nothing() -> None:
    asked = Future[int]()

    async def give_up() -> None:
        delivering = Delivering()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(delivering.result(asked), 0.01)
        other = Future[int]()
        asked.set_result(1)
        other.set_result(2)
        assert await delivering.result(other) == 2

    asyncio.run(give_up())


def test_a_loop_that_is_closed_is_left_alone() -> None:
    asked = Future[int]()

    async def leave() -> None:
        waiting = asyncio.ensure_future(Delivering().result(asked))
        await asyncio.sleep(0)
        waiting.cancel()

    asyncio.run(leave())
    asked.set_result(1)
