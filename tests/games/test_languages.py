import pytest
from babel import Locale

from games.languages import APPROVED_FIRST, DEFAULT, LANGUAGES, said_in, spoken_in, tag_of


@pytest.mark.parametrize("locale", LANGUAGES)
def test_babel_knows_every_language_its_days_and_its_months(locale: str) -> None:
    known = Locale.parse(locale)
    months = known.months["format"]["wide"]
    assert len(set(months.values())) == 12
    assert len(set(known.days["format"]["wide"].values())) == 7
    if locale in APPROVED_FIRST:
        assert all(spoken_in(one, locale) == locale for one in months.values())


@pytest.mark.parametrize("locale", LANGUAGES)
def test_every_language_is_named_in_itself(locale: str) -> None:
    assert spoken_in(LANGUAGES[locale].name, locale) == locale


@pytest.mark.parametrize(
    ("text", "locale", "tag"),
    [
        ("ང་འདི་ན་ཡོད།", "bo", "bo"),
        ("我来了", "bo", "zh-Hans"),
        ("ꉢꇁꀐ", "ii", "ii"),
        ("我来了", "ii", "zh-Hans"),
        ("བཀྲ་ཤིས།", DEFAULT, "bo"),
        ("小竹", "en", "en"),
        ("I am here", "en", "en"),
    ],
)
def test_a_sentence_tells_its_language(text: str, locale: str, tag: str) -> None:
    assert tag_of(text, locale) == tag


@pytest.mark.parametrize("locale", LANGUAGES)
def test_a_character_is_said_in_mandarin_in_whichever_language_the_game_is(locale: str) -> None:
    assert said_in("山，大山的山。", locale) == DEFAULT
    own = LANGUAGES[locale].name
    assert said_in(own, locale) == locale
