import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.domain.naming import SHORTEST_PHONE, Known, named_in

HOUSE = Known(
    frozenset({"小竹", "欧阳静怡", "欧阳建国", "古丽·阿依", "Tenzin", "Li Wei", "བསྟན་འཛིན", "木"}),
    frozenset({"13987654321", "0870-312 4567", "+86 138 0000 1111", "110"}),
)

han = st.text(alphabet="小竹阿木春天希望欧阳静怡", min_size=2, max_size=4)
prose = st.text(alphabet="她这一周不说话，怎么办？\n 3岁", max_size=20)
digits = st.text(alphabet="0123456789", min_size=SHORTEST_PHONE, max_size=12)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("小竹这一周不说话。", ["小竹"]),
        ("孩子叫小 竹，", ["小竹"]),
        ("欧阳静怡的爷爷欧阳建国", ["欧阳建国", "欧阳静怡"]),
        ("古丽阿依来了", ["古丽·阿依"]),
        ("古丽・阿依来了", ["古丽·阿依"]),
        ("tenzin cries", ["Tenzin"]),
        ("小tenzin哭", ["Tenzin"]),
        ("she is called tenzin", ["Tenzin"]),
        ("我问了ＴＥＮＺＩＮ。", ["Tenzin"]),
        ("li  wei's mother", ["Li Wei"]),
        ("བསྟན་འཛིན་ན་རེ།", ["བསྟན་འཛིན"]),
        ("打 139-8765-4321", ["13987654321"]),
        ("打139 8765 4321吧", ["13987654321"]),
        ("１３９８７６５４３２１", ["13987654321"]),
        ("+86 139.8765.4321", ["13987654321"]),
        ("一三九八七六五四三二幺", ["13987654321"]),
        ("༡༣༩༨༧༦༥༤༣༢༡", ["13987654321"]),
        ("untenzin, then tenzin", ["Tenzin"]),
        ("0870 3124567", ["0870-312 4567"]),
        ("13800001111", ["+86 138 0000 1111"]),
    ],
)
def test_a_name_and_a_number_are_found_as_people_write_them(text: str, found: list[str]) -> None:
    assert named_in(text, HOUSE) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "一个八岁的女孩这一周不说话。",
        "很小，竹子旁边",
        "木头和树木",
        "Tenzins are many; unli weird",
        "xtenzin cries",
        "Mtenzin, untenzin, unli wei",
        "all tenzins",
        "已经打过110",
        "有 13 个孩子，98 分，76 和 54",
        "她 8 岁。1398765432",
    ],
)
def test_what_only_looks_like_one_is_none(text: str) -> None:
    assert named_in(text, HOUSE) == []


@pytest.mark.parametrize("name", ["刘\ue863", "\U0002ebf0\U00031350"])
def test_a_name_of_characters_that_few_know_is_found(name: str) -> None:
    known = Known(frozenset({name}))
    assert named_in(f"{' '.join(name)}这一周不说话。", known) == [name]
    assert named_in("刘姓的孩子这一周不说话。", known) == []


@given(before=prose, name=han, after=prose, gap=st.sampled_from(["", " ", "·", "  "]))
def test_a_known_name_is_found_wherever_it_stands(
    before: str, name: str, after: str, gap: str
) -> None:
    text = before + gap.join(name) + after
    assert name in named_in(text, Known(frozenset({name})))


@given(before=prose, phone=digits, after=prose, data=st.data())
def test_a_known_number_is_found_however_it_is_parted(
    before: str, phone: str, after: str, data: st.DataObject
) -> None:
    gaps = [data.draw(st.sampled_from(["", " ", "-", " - ", "—", "."])) for _ in phone]
    text = before + "".join(digit + gap for digit, gap in zip(phone, gaps, strict=True)) + after
    assert phone in named_in(text, Known(phones=frozenset({phone})))


@example(text="", letter="ß")
@given(text=st.text(max_size=60), letter=st.characters())
def test_a_name_of_one_letter_is_never_found(text: str, letter: str) -> None:
    known = Known(frozenset({letter, f" {letter} "}))
    assert named_in(text + letter, known) == []


@given(text=st.text(max_size=40), names=st.frozensets(st.text(max_size=6), max_size=5))
def test_any_text_and_any_names_are_taken_and_only_known_ones_told(
    text: str, names: frozenset[str]
) -> None:
    assert set(named_in(text, Known(names, names))) <= names


@given(text=prose, name=han)
def test_who_is_not_spelled_in_a_text_is_not_found(text: str, name: str) -> None:
    missing = [letter for letter in name if letter not in text]
    if missing:
        assert named_in(text, Known(frozenset({name}))) == []
