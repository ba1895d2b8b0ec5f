"""Writes static/pinyin.json: which characters the keys on the screen offer for which letters.

`python -m kiosk.counselor.make_pinyin` once, when pypinyin or what is preferred here has changed.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pypinyin
from pypinyin.contrib.tone_convert import to_normal

# As the package brings them: whoever spells with it may have taught it words.
_PHRASES, _SIGNS = (
    json.loads((Path(pypinyin.__file__).parent / name).read_text("utf-8"))
    for name in ("phrases_dict.json", "pinyin_dict.json")
)
WRITTEN = Path(__file__).parent / "static" / "pinyin.json"

# A character counts as often as the dictionary's phrases have it; one that names are made of, as
# if so many phrases more had it, since the first ones typed in a house are names. So do those that
# are written most, the first of them most of all.
_OF_NAMES, _WRITTEN_MOST = 60, 400
_EVERYDAY = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所"
    "然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日者意无力它与"
    "长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体美相见被利什二等新己身果加"
    "西月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真处走义各入几口认条平系气题活更别"
    "打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直命山金指许区保至队形社便空决治展科五眼书"
    "非则听白却界光放强即像难且思完设式色路记南品住告类求程北边该交规万取拉望觉术共确传师清今切院让识候带导运"
    "吃喝哭笑玩跑睡病医药疼怕爱亲奶爷妈爸哥姐弟妹叔婆姑舅姨孩童班课饭鞋衣钱车村寨乡早晚午夜帮找谈"
)
_SURNAMES = (
    "李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
    "余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文"
    "欧阳吉阿沙马海洪木呷央扎西卓玛多次仁"
)
_GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英华玉兰红梅建国志荣春花小燕云飞鹏辉波斌凤珍琴香莲萍莉霖"
    "欣怡梓涵雨桐诗琪子轩浩宇一诺依晨佳豪嘉俊思睿博文美玲婷雪倩颖慧琳琼瑶瑞祥庆福寿喜乐安康宁静和顺家兴"
    "旺财贵富德才贤良善仁义礼信忠孝山川河海江湖泉溪石林森竹松柏杨柳桃李杏梨月星辰阳光天晴朗晓东南西北中正"
    "大成功立业新民村坪沟坝岭寨乡镇县州甘孜凉山昭觉布拖美姑"
)
# Of names as well, and not among the characters of GB 2312.
_BEYOND = "玥珺喆堃璟祎赟翀旻垚犇彧晞瑄頔"
# Not as dictionaries spell it, but as it is typed.
_AS_TYPED = {"嗯": ("en",)}


def candidates() -> dict[str, str]:
    """List the characters for each syllable without its tone, v for ü, the likeliest first."""
    heard = _heard()
    found: dict[str, list[str]] = {}
    for sign in _signs():
        for syllable in _syllables(sign, heard):
            found.setdefault(syllable, []).append(sign)
    liked = _liked()
    return {
        syllable: "".join(sorted(signs, key=lambda sign: -heard[sign, syllable] - liked[sign]))
        for syllable, signs in sorted(found.items())
    }


def _liked() -> Counter[str]:
    """Tell how much likelier each character is than the dictionary's phrases have it."""
    names = dict.fromkeys(_SURNAMES + _GIVEN + _BEYOND, _OF_NAMES)
    step = _WRITTEN_MOST / len(_EVERYDAY)
    written = {sign: _WRITTEN_MOST - int(at * step) for at, sign in enumerate(_EVERYDAY)}
    return Counter(names) + Counter(written)


def _heard() -> Counter[tuple[str, str]]:
    """Count in how many phrases each character is said so."""
    return Counter(
        (sign, to_normal(tone, v_to_u=False))
        for phrase, tones in _PHRASES.items()
        for sign, (tone, *_) in zip(phrase, tones, strict=False)
    )


def _signs() -> Iterator[str]:
    """Go through the characters of GB 2312, the common ones first, and some of names."""
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            yield bytes([row, cell]).decode("gb2312", "ignore")
    yield from _BEYOND


def _syllables(sign: str, heard: Counter[tuple[str, str]]) -> Iterable[str]:
    """Tell how a character is typed: as it is said mostly, and as any phrase has it."""
    if not sign or sign in _AS_TYPED:
        return _AS_TYPED.get(sign, ())
    said = [to_normal(one, v_to_u=False) for one in _SIGNS[str(ord(sign))].split(",")]
    return dict.fromkeys(one for at, one in enumerate(said) if at == 0 or heard[sign, one])


def main() -> None:
    """Write the file."""
    lines = (f"{json.dumps(key)}: {json.dumps(signs, ensure_ascii=False)}"
             for key, signs in candidates().items())  # fmt: skip
    WRITTEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
