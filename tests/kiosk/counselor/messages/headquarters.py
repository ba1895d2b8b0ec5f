"""A headquarters whose answers arrive in a house, and a panel that reads and replies."""

from kiosk.domain import questions as domain
from kiosk.domain.ages import AgeBand
from kiosk.following import follow
from kiosk.house import House
from kiosk.store import house as house_store
from kiosk.store.work import questions
from sync import enrolment, inbox, outbox
from sync.answer import Answer
from sync.directions import ALL_GAMES, Directions, Line
from sync.envelope import open_envelope
from sync.keys import generate_sealing_key, verify_key_of
from sync.materials import Material
from sync.messages import (
    ANNOUNCEMENT,
    MATERIAL,
    PANEL,
    QUESTION,
    REPLY,
    SETTINGS,
    Bulletin,
    Message,
)
from sync.questions import Question, Reply
from tests.cast import EPOCH, HQ, enrol

NOW = 1795483200
PANEL_KEYS = generate_sealing_key()  # private, public


def deliver(house: House, kind: str, content: dict[str, object]) -> int:
    """Let one more message arrive, and tell its number."""
    with house.database.transaction() as db:
        number = inbox.has(db) + 1
        down = (Message(number, kind, content).plain(),)
        inbox.take(db, Answer("yuexi-0001", EPOCH, 0, NOW, (), down))
    return number


def meet(house: House) -> None:
    """Let the house know headquarters, and the panel's key."""
    enrol(house)
    deliver(house, PANEL, {"k": PANEL_KEYS[1]})


def announce(house: House, title: str, body: str = "正文", kind: str = ANNOUNCEMENT) -> int:
    english = {"title_en": f"{title} (English)", "body_en": "text"}
    return deliver(house, kind, Bulletin(NOW, title, body, **english).content())


def teach(house: House, title: str, body: str = "正文") -> int:
    english = {"title_en": f"{title} (English)", "body_en": body and "text"}
    return deliver(house, MATERIAL, Material(NOW, title, body, **english).content())


def asked(house: House) -> list[tuple[int, Question]]:
    """Open what the house asks as the panel does: the envelope's number, and the question."""
    with house.database.reading() as db:
        known = enrolment.known(db)
        waiting = [one for one in outbox.waiting(db) if one.kind == QUESTION]
    assert known
    key = verify_key_of(known.signing_key)
    return [
        (
            one.seq,
            Question.opened(open_envelope(one.envelope, key, HQ[0]).payload["s"], PANEL_KEYS[0]),
        )
        for one in waiting
    ]


def answer(house: House, seq: int, text: str, case: str = "2345") -> int:
    """Answer a question of the house, sealed to its key."""
    with house.database.reading() as db:
        key = house_store.get(db).public_key
    sealed = Reply(case, EPOCH, seq, text).sealed(key)
    return deliver(house, REPLY, {"a": NOW, "s": sealed})


def correspond(house: House, case: str) -> None:
    """Let an announcement come, a question be asked, an answer wait, and something be set."""
    meet(house)
    announce(house, "流感季节：从下周三起，请每天给来的孩子量体温", "各位儿童主任：" * 40)
    text = "一个女孩连续一周不说话，只画画，在学校也不和同学玩。" * 5
    with house.database.transaction() as db:
        questions.ask(db, house.vault, domain.Question(case, AgeBand.MIDDLE, text), house.clock())
    answer(house, asked(house)[0][0], "先不要追问，陪她画画。" * 30, case)
    lines = (
        Line("0834-6612345", purpose="县民政救助站", shown=False),
        Line("13800002222", "supervisor", shown=False),
    )
    thresholds = {"same_answers": 15, "straight_lining": False}
    directions = Directions(NOW, lines, thresholds, frozenset({"sheep_wolf", "team_pairs"}))
    deliver(house, SETTINGS, directions.content())
    deliver(house, SETTINGS, Directions(NOW, games=ALL_GAMES).content())
    deliver(house, SETTINGS, {"a": NOW, "g": ["number_road"]})
    teach(house, "第一课：孩子为什么不说话", "先坐在旁边，做自己的事。\n\n" * 60)
    teach(house, "第二课：怎样和家长通电话")
    follow(house)
