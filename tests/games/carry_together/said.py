"""What the game of carrying together says, and its pinyin as a teacher would write it."""

PINYIN = {
    "一起抬水": "yi4 qi3 tai2 shui3",
    "每人按住自己的图案，一起抬水。": (
        "mei3 ren2 an4 zhu4 zi4 ji3 de5 tu2 an4 ， yi4 qi3 tai2 shui3 。"
    ),
    "每人点自己的图案，嘿哟，走一步。": (
        "mei3 ren2 dian3 zi4 ji3 de5 tu2 an4 ， hei1 yo1 ， zou3 yi2 bu4 。"
    ),
    "轻轻放下，大家都松手。": "qing1 qing1 fang4 xia4 ， da4 jia1 dou1 song1 shou3 。",
    "过小桥啦：一起按住，一起松开。": (
        "guo4 xiao3 qiao2 la5 ： yi4 qi3 an4 zhu4 ， yi4 qi3 song1 kai1 。"
    ),
    "大鹅过路啦，松开手，等一等。": (
        "da4 e2 guo4 lu4 la5 ， song1 kai1 shou3 ， deng3 yi5 deng3 。"
    ),
    "图案换地方啦，找一找自己的。": (
        "tu2 an4 huan4 di4 fang5 la5 ， zhao3 yi5 zhao3 zi4 ji3 de5 。"
    ),
    "奶奶来帮忙啦。": "nai3 nai5 lai2 bang1 mang2 la5 。",
    "你等我，我等你，一起把水抬到了。": (
        "ni3 deng3 wo3 ， wo3 deng3 ni3 ， yi4 qi3 ba3 shui3 tai2 dao4 le5 。"
    ),
}
