"""What may happen to one exchange on the road, each with its own chances.

To add a fault: one function here, one line in MISCHIEF.
"""

import time
from random import Random
from threading import Thread

from tests.faults.wire import pages
from tests.faults.wire.malice import (
    forge_an_answer,
    replay_an_old_answer,
    replay_old_requests,
    speak_in_its_name,
)
from tests.faults.wire.proxy import Exchange, Mischief, pass_on

# Longer than a house waits in these tests while there is mischief on the road.
PAUSE = 0.02


def refuse(exchange: Exchange) -> None:
    """Break off before a byte was read."""
    exchange.give(b"")


def cut_the_request(exchange: Exchange) -> None:
    """Let a part of the request through, then break off, hard or politely."""
    size = exchange.rng.choice((exchange.rng.randrange(1200), exchange.rng.randrange(300)))
    exchange.bring_part(exchange.read(size), reset=exchange.rng.random() < 0.5)
    exchange.give(b"")


def cut_the_answer(exchange: Exchange) -> None:
    """Let a part of the answer through, then break off, hard or politely."""
    whole = exchange.bring(exchange.read())
    exchange.give(whole[: exchange.rng.randrange(len(whole) + 1)])
    if exchange.rng.random() < 0.5:
        exchange.give(b"")


def lose_the_request(exchange: Exchange) -> None:
    exchange.read()
    exchange.say_nothing()


def lose_the_answer(exchange: Exchange) -> None:
    """Let headquarters have it, and the house not know; it waits, or hears a break."""
    exchange.bring(exchange.read())
    if exchange.rng.random() < 0.1:
        exchange.say_nothing()
    exchange.give(b"")


def delay(exchange: Exchange) -> None:
    """Let both ways drip: a part, a pause, the rest."""
    request = exchange.read()
    time.sleep(PAUSE * exchange.rng.random())
    whole = exchange.bring(request)
    half = exchange.rng.randrange(len(whole) + 1)
    exchange.give(whole[:half] or whole)
    time.sleep(PAUSE * exchange.rng.random())
    exchange.give(whole[half:] if half else b"")


def double(exchange: Exchange) -> None:
    """Bring the request twice, at one moment or one after the other; give either answer."""
    request, answers = exchange.read(), list[bytes]()
    twice = [Thread(target=lambda: answers.append(exchange.bring(request))) for _ in range(2)]
    together = exchange.rng.random() < 0.5
    for one in twice:
        one.start()
        if not together:
            one.join()
    for one in twice:
        one.join()
    exchange.give(exchange.rng.choice(answers))


def hold(exchange: Exchange) -> None:
    """Keep the request for later: the house gives up, and headquarters gets it after others."""
    exchange.road.held.append(exchange.read())
    exchange.give(b"")


def let_go(exchange: Exchange) -> None:
    """Bring what was held, before or after this request; give the answer to any of them."""
    request, held = exchange.read(), exchange.road.held
    order = [request, *held]
    held.clear()
    exchange.rng.shuffle(order)
    answers = [exchange.bring(one) for one in order]
    exchange.give(answers[order.index(request)] if exchange.rng.random() < 0.7 else answers[0])


def turn_a_bit_of_the_request(exchange: Exchange) -> None:
    exchange.give(exchange.bring(_turned(exchange.read(), exchange.rng)))


def turn_a_bit_of_the_answer(exchange: Exchange) -> None:
    exchange.give(_turned(exchange.bring(exchange.read()), exchange.rng))


def shorten_the_answer(exchange: Exchange) -> None:
    """Take a piece out of the answer's body and make it look whole."""
    head, _, body = exchange.bring(exchange.read()).partition(b"\r\n\r\n")
    if body:
        start = exchange.rng.randrange(len(body))
        body = body[:start] + body[start + exchange.rng.randrange(1, 80) :]
    exchange.give(pages.response("200 OK", "application/cbor", body) if head else b"")


def portal(exchange: Exchange) -> None:
    exchange.read()
    exchange.give(pages.of_a_portal(exchange.rng))


def proxy_page(exchange: Exchange) -> None:
    """Say an error of a proxy's, whether the request came through or not."""
    request = exchange.read()
    if exchange.rng.random() < 0.4:
        exchange.bring(request)
    exchange.give(pages.of_a_proxy(exchange.rng))


def swap_with_another(exchange: Exchange) -> None:
    """Give the answers of two who are on the road at once to each other."""
    road = exchange.road
    answered = exchange.bring(exchange.read())
    with road.meeting:
        if not road.waiting:
            road.waiting.append(answered)
            road.meeting.wait(0.5)
            answered = road.waiting.pop()
        else:
            answered, road.waiting[0] = road.waiting[0], answered
            road.meeting.notify()
    exchange.give(answered)


def _turned(data: bytes, rng: Random) -> bytes:
    """Turn one to three bits, of the body as likely as of the head."""
    if not data:
        return data
    turned, body_at = bytearray(data), data.find(b"\r\n\r\n") + 4
    for _ in range(rng.randint(1, 3)):
        first = rng.choice((0, min(body_at, len(data) - 1)))
        turned[rng.randrange(first, len(turned))] ^= 1 << rng.randrange(8)
    return bytes(turned)


# How often each happens, beside the others.
MISCHIEF: tuple[tuple[int, Mischief], ...] = (
    (6, pass_on),
    (1, refuse),
    (3, cut_the_request),
    (4, cut_the_answer),
    (1, lose_the_request),
    (4, lose_the_answer),
    (1, delay),
    (3, double),
    (3, hold),
    (4, let_go),
    (3, turn_a_bit_of_the_request),
    (3, turn_a_bit_of_the_answer),
    (1, shorten_the_answer),
    (2, portal),
    (2, proxy_page),
    (3, replay_old_requests),
    (4, replay_an_old_answer),
    (2, forge_an_answer),
    (2, speak_in_its_name),
)
