"""Writes games/spelled.json: the Mandarin that children hear of pages and games, in pinyin.

`python -m kiosk.child.make_spelled` when a sentence has changed, or how one is spelled. What does
not stand there is spelled once it is said, which takes a small machine a second.
"""

import json

from babel.messages.pofile import read_po

from games import speech
from games.hanzi_trace.content import characters
from games.languages import DEFAULT
from games.pinyin import spell
from kiosk.catalogs import CHILD, GAMES, file_of
from kiosk.child.prompts import PROMPTS


def spelled() -> dict[str, str]:
    """Spell every sentence that is the same in each house: no child's name is in them."""
    return {sentence: spell(sentence) for sentence in sorted(_sentences())}


def _sentences() -> set[str]:
    pages, of_games = _mandarin(CHILD), _mandarin(GAMES)
    # Outside of a request, a prompt is the English that its catalog knows it by.
    prompts = {pages[str(prompt)] for prompt in PROMPTS.values()}
    named = {character.said for character in characters().values()}
    return prompts | named | set(of_games.values())


def _mandarin(catalog: str) -> dict[str, str]:
    """Read what a catalog says for each English text."""
    with file_of(catalog, DEFAULT).open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, DEFAULT) if one.id}


def main() -> None:
    """Write the file."""
    text = json.dumps(spelled(), ensure_ascii=False, indent=0)
    speech.SPELLED.write_text(f"{text}\n", "utf-8")


if __name__ == "__main__":
    main()
