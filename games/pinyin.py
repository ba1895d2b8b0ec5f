"""Spells Chinese in pinyin with the numbers of its tones; nothing where pypinyin is missing.

The tones are those of each word by itself, as in a dictionary: espeak-ng changes a third tone
before another one by itself. The changes of 一 and 不 it does not know; these are made here.
"""

import sys
from collections.abc import Iterator
from functools import cache

# Words that the dictionary says otherwise than a child hears them: mostly their light ends.
WORDS = {
    "朋友": "péng you",
    "眼睛": "yǎn jing",
    "主意": "zhǔ yi",
    "铃铛": "líng dang",
    "谢谢": "xiè xie",
    "看看": "kàn kan",
    "聊聊": "liáo liao",
    "问问": "wèn wen",
    "歇歇": "xiē xie",
    "这个": "zhè ge",
    "几个人": "jǐ ge rén",
    "几个点": "jǐ ge diǎn",
    "一个": "yí ge",
    "路上": "lù shang",
    "晚上": "wǎn shang",
    "时候": "shí hou",
    "认识": "rèn shi",
    "妈妈": "mā ma",
    "爸爸": "bà ba",
    "奶奶": "nǎi nai",
    "爷爷": "yé ye",
    "哥哥": "gē ge",
    "姐姐": "jiě jie",
    "弟弟": "dì di",
    "妹妹": "mèi mei",
    "耳朵": "ěr duo",
    "喜欢": "xǐ huan",
    "风筝": "fēng zheng",
    "星星": "xīng xing",
    "月亮": "yuè liang",
    "告诉": "gào su",
    "说说": "shuō shuo",
    "摸摸": "mō mo",
    "抱抱": "bào bao",
    "东西": "dōng xi",
    "衣服": "yī fu",
    "清楚": "qīng chu",
    "地方": "dì fang",
    "照片": "zhào piàn",
    "两个": "liǎng ge",
    "三个": "sān ge",
    "小宝宝": "xiǎo bǎo bao",
    "切开": "qiē kāi",
    "头上": "tóu shang",
    "数一数": "shǔ yī shǔ",
    "数着": "shǔ zhe",
    "肚子": "dù zi",
    "落下": "luò xià",
    "创可贴": "chuāng kě tiē",
    "换个": "huàn ge",
    "数出": "shǔ chū",
    "信得过": "xìn de guò",
    "都会": "dōu huì",
    "丽丽都": "lì lì dōu",
    "人家": "rén jia",
    "每个": "měi ge",
    "有个": "yǒu ge",
    "起个": "qǐ ge",
    "哭个": "kū ge",
    "事情": "shì qing",
    "吓唬": "xià hu",
    "踏实": "tā shi",
    "力气": "lì qi",
    "名字": "míng zi",
    "低下头": "dī xià tóu",
    "种在": "zhòng zài",
    "不在乎": "bú zài hu",
    "扫帚": "sào zhou",
    "脏着": "zāng zhe",
    "脏东西": "zāng dōng xi",
    "收拾": "shōu shi",
    "干净": "gān jing",
    "本事": "běn shi",
    "窗户": "chuāng hu",
    "委屈": "wěi qu",
    "下一场": "xià yì chǎng",
    "热闹": "rè nao",
    "嘴巴": "zuǐ ba",
    "重跳": "chóng tiào",
    "身上": "shēn shang",
    "答应": "dā ying",
    "笑话": "xiào hua",
    "清清楚楚": "qīng qīng chǔ chǔ",
    "教你": "jiāo nǐ",
    "削好": "xiāo hǎo",
    "一块石头": "yí kuài shí tou",
    "积木倒": "jī mù dǎo",
    "碰倒": "pèng dǎo",
    "推倒": "tuī dǎo",
    "擦干": "cā gān",
    "数到": "shǔ dào",
    "她不应": "tā bú yìng",
    # 哥，哥哥的哥 speaks of no taxi.
    "的哥": "de gē",
}
LETTERS = {"谁": "shéi"}

# After these, and before a number, 一 is counted with: its tone stays.
_COUNTING, _NUMBERS = "第十初", "一二三四五六七八九十"
# Before these 得 is to gain something, and keeps its tone.
_GAINED = ("到", "意")


def spell(words: str) -> str:
    """Spell a text, as in "ni3 hao3"."""
    try:
        syllables = _read(words)
    except ImportError:
        return ""
    for place in reversed(range(len(words))):
        syllables[place] = _in_a_sentence(words, syllables, place)
    return " ".join(_without_gaps(syllables))


def _read(words: str) -> list[str]:
    """Look every letter up; what is not Chinese stands for itself, letter by letter."""
    from pypinyin import Style, lazy_pinyin

    _learn()
    found: list[str] = lazy_pinyin(
        words,
        style=Style.TONE3,
        errors=list,  # type: ignore[arg-type]
        v_to_u=True,
        neutral_tone_with_five=True,
    )
    return found


@cache
def _learn() -> None:
    from pypinyin import load_phrases_dict, load_single_dict

    load_phrases_dict({word: [[one] for one in said.split()] for word, said in WORDS.items()})
    load_single_dict({ord(letter): said for letter, said in LETTERS.items()})


def _in_a_sentence(words: str, syllables: list[str], place: int) -> str:
    """Tell how 一 and 不 sound before what follows, whose own change was made before."""
    letter, before, after = words[place], words[place - 1 : place], words[place + 1 : place + 2]
    falls = after != "" and syllables[place + 1][-1] in "45"
    if letter == "不":
        return "bu2" if falls else "bu4"
    if letter == "得" and before and after not in _GAINED:
        return syllables[place].replace("de2", "de5")  # as in 看得清楚
    if letter != "一":
        return syllables[place]
    if before and before == after != "个":
        return "yi5"  # as in 看一看
    if (before and before in _COUNTING) or after in _NUMBERS or not after.isalpha():
        return "yi1"
    return "yi2" if falls else "yi4"


def _without_gaps(syllables: list[str]) -> Iterator[str]:
    return (syllable for syllable in syllables if syllable.strip())


if __name__ == "__main__":
    sys.stdout.write(spell(sys.argv[1]))
