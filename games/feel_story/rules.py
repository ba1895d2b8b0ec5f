"""The game itself: three stories, each told, felt and talked about; pure.

Feelings are never scored: whichever face is tapped, the story goes on, and the level only says
which stories are told. With several seats each story is one child's to answer.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from games.contract import Attempt
from games.feel_story.content import Story, faces_at, stories

STORIES = 3
# So many of them are of the level itself, the others of the level before.
OF_LEVEL = 2
GO_ON = "go_on"


@dataclass(frozen=True, slots=True)
class Round:
    """Three stories by their names, the faces of each, and how far they are told.

    `felt` is the face that was tapped in this story; `page` counts what was told after it.
    """

    level: int
    seats: int
    stories: tuple[str, ...]
    faces: tuple[tuple[str, ...], ...]
    story: int = 0
    felt: str = ""
    page: int = 0
    seat: int = 0


def new_round(level: int, rng: Random, seats: int, first: int = 0) -> Round:
    """Choose three stories of a level (1 to 12)."""
    of_level, before = _of(level), _of(level - 1) or _of(level)
    chosen = rng.sample(of_level, OF_LEVEL)
    others = [one for one in before if one not in chosen]
    chosen += rng.sample(others, STORIES - OF_LEVEL)
    rng.shuffle(chosen)
    names = tuple(one.name for one in chosen)
    faces = tuple(_faces(one, faces_at(level), rng) for one in chosen)
    return Round(level, seats, names, faces, seat=first % seats)


def _of(level: int) -> list[Story]:
    return [one for one in stories().values() if one.level == level]


def _faces(story: Story, count: int, rng: Random) -> tuple[str, ...]:
    """Offer a feeling that fits, where there is room for it another one, and some beside."""
    fitting = story.feels[: max(1, count - 1)]
    faces = [*fitting, *rng.sample(story.apart, count - len(fitting))]
    rng.shuffle(faces)
    return tuple(faces)


def now_told(now: Round) -> Story | None:
    """Find the story that is being told; None when all are."""
    return stories()[now.stories[now.story]] if now.story < len(now.stories) else None


def told(now: Round) -> Sequence[str]:
    """Tell by their names which stories the round tells."""
    return now.stories


def choices(now: Round) -> list[str]:
    """List the faces, or how to go on; nothing when all stories are told."""
    if now.story >= len(now.stories):
        return []
    return [GO_ON] if now.felt else list(now.faces[now.story])


def answer(now: Round, choice: int | str) -> tuple[Round, Attempt | None]:
    """Tap a face, or go on: to what else there is to say, then to the next story."""
    story = now_told(now)
    if story is None or choice not in choices(now):
        return now, None
    if choice != GO_ON:
        return replace(now, felt=str(choice)), Attempt(now.seat, None)
    if now.page + 1 < len(story.after):
        return replace(now, page=now.page + 1), None
    return replace(now, story=now.story + 1, felt="", page=0, seat=(now.seat + 1) % now.seats), None


def differs(now: Round) -> bool:
    """Tell whether the child saw another feeling than those that were thought of."""
    story = now_told(now)
    return story is not None and now.felt != "" and now.felt not in story.feels


def hint(now: Round) -> str | None:
    """Tell a face that fits, or to go on; None when all stories are told."""
    story = now_told(now)
    if story is None:
        return None
    return GO_ON if now.felt else story.feels[0]


def noisy(now: Round, rng: Random) -> str | None:
    """Tap any face: there is nothing to err about."""
    return rng.choice(choices(now)) if choices(now) else None


def result(now: Round) -> tuple[str, ...] | None:
    """Tell what the stories were about; None until all are told."""
    over = now.story >= len(now.stories)
    return tuple(stories()[name].pictures[1] for name in now.stories) if over else None
