"""The languages of the house: what each calls itself, and how a sentence tells its language."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language: its own name, its tag in HTML, and its letters where no other language has them.

    letters: first and last code point.
    """

    name: str
    tag: str
    letters: tuple[int, int] | None = None


DEFAULT = "zh_Hans"

# By the locale that Babel and the catalogs know them by.
LANGUAGES = {
    DEFAULT: Language("中文", "zh-Hans"),
    "en": Language("English", "en"),
    "bo": Language("བོད་སྐད།", "bo", (0x0F40, 0x0FBC)),
    "ii": Language("ꆈꌠꉙ", "ii", (0xA000, 0xA48C)),
}

# The characters that a Chinese text has and no text in another language of ours.
_HAN = ("\u4e00", "\u9fff")

# Of these a sentence is shown once a speaker has approved it, and in Mandarin until then.
APPROVED_FIRST = tuple(locale for locale, one in LANGUAGES.items() if one.letters)


def has_letters_of(locale: str, text: str) -> bool:
    """Tell whether anything of a text is written in the letters that only this language has."""
    first, last = LANGUAGES[locale].letters or (1, 0)
    return any(first <= ord(letter) <= last for letter in text)


def spoken_in(text: str, locale: str) -> str:
    """Tell the locale of a text on a page in `locale`: where that was not approved, Mandarin."""
    for one in APPROVED_FIRST:
        if has_letters_of(one, text):
            return one
    return DEFAULT if locale in APPROVED_FIRST else locale


def said_in(text: str, locale: str) -> str:
    """Tell in which language a voice says a text: a Chinese character is no English letter."""
    is_chinese = any(_HAN[0] <= letter <= _HAN[1] for letter in text)
    return DEFAULT if is_chinese else spoken_in(text, locale)


def tag_of(text: str, locale: str) -> str:
    """Tell the HTML tag of the language in which a text on a page in `locale` really is."""
    return LANGUAGES[spoken_in(text, locale)].tag
