"""The game itself: one scene in three steps, stop, say and solve, and what came of it; pure.

Nothing is right or wrong: what is not good for both is put aside, until something is that is.
The level only says which scenes are told. With several seats each step is another child's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from games.content import near
from games.contract import Attempt
from games.peace_steps.content import Deed, Scene, moves, scenes

STOP, SAY, SOLVE, SEE, OVER = range(5)
GO_ON = "go_on"
# From these levels on there are three things to choose from, and two of the first make calm.
THREE, MORE_CALM = 5, 9


@dataclass(frozen=True, slots=True)
class Round:
    """A scene by its name, and what each of its steps offers, in the order in which it stands.

    What is done first goes by its name, what is said and what is tried by its number. `aside` was
    tapped and put aside in this step; `done` was chosen in the steps before.
    """

    level: int
    seats: int
    scene: str
    offers: tuple[tuple[int | str, ...], ...]
    step: int = STOP
    aside: tuple[int | str, ...] = ()
    done: tuple[int | str, ...] = ()
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose a scene of a level (1 to 12) or of the one before it."""
    scene = rng.choice([one for one in scenes().values() if one.level in near(level)])
    offers = _first(scene, rng), _mixed(scene.sayings, rng), _mixed(scene.ways, rng)
    return Round(level, seats, scene.name, offers, seat=first % seats)


def _first(scene: Scene, rng: Random) -> tuple[str, ...]:
    """Offer what makes calm beside what heat makes one do."""
    count = 2 if scene.level < THREE else 3
    calm = min(2 if scene.level >= MORE_CALM else 1, len(scene.calm))
    offered = [*rng.sample(scene.calm, calm), *rng.sample(scene.hot, count - calm)]
    return tuple(rng.sample(offered, count))


def _mixed(deeds: Sequence[Deed], rng: Random) -> tuple[int, ...]:
    return tuple(rng.sample(range(len(deeds)), len(deeds)))


def told(now: Round) -> Sequence[str]:
    """Tell by its name which scene the round tells."""
    return (now.scene,)


def deed(now: Round, step: int, choice: int | str) -> Deed:
    """Find what a choice of a step is."""
    if step == STOP:
        return moves()[str(choice)]
    scene = scenes()[now.scene]
    return (scene.sayings if step == SAY else scene.ways)[int(choice)]


def last(now: Round) -> Deed | None:
    """Find what was chosen last, put aside or not; None at the beginning."""
    if now.aside:
        return deed(now, now.step, now.aside[-1])
    return deed(now, len(now.done) - 1, now.done[-1]) if now.done else None


def choices(now: Round) -> list[int | str]:
    """List what the step offers and was not put aside, or how to go on; nothing at the end."""
    if now.step >= SEE:
        return [GO_ON] if now.step == SEE else []
    return [one for one in now.offers[now.step] if one not in now.aside]


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Choose; what is good for both leads to the next step, what is not is put aside."""
    if choice not in choices(now):
        return now, None
    if choice == GO_ON:
        return replace(now, step=OVER), None
    attempt = Attempt(now.seat, None)
    if not deed(now, now.step, choice).good:
        return replace(now, aside=(*now.aside, choice)), attempt
    # What came of it is looked at by whoever solved it.
    seat = (now.seat + 1) % now.seats if now.step < SOLVE else now.seat
    done = (*now.done, choice)
    return replace(now, step=now.step + 1, aside=(), done=done, seat=seat), attempt


def hint(now: Round) -> int | str | None:
    """Tell something that is good for both, or to go on; None at the end."""
    return next((one for one in choices(now) if one == GO_ON or _good(now, one)), None)


def _good(now: Round, choice: int | str) -> bool:
    return deed(now, now.step, choice).good


def noisy(now: Round, rng: Random) -> int | str | None:
    """Tap anything: there is nothing to err about."""
    return rng.choice(choices(now)) if choices(now) else None


def result(now: Round) -> tuple[str, ...] | None:
    """Tell what brought peace, by its picture; None until the round is over."""
    return deed(now, SOLVE, now.done[SOLVE]).pictures[:1] if now.step == OVER else None
