"""Chinese of number_road, and its pinyin as a teacher would write it."""

_ONES = ["", "yi1", "er4", "san1", "si4", "wu3", "liu4", "qi1", "ba1", "jiu3"]
_FIGURES = "零一二三四五六七八九"


def _numbers() -> dict[str, str]:
    """Count to ninety-nine as in Mandarin: two tens five."""
    said = {}
    for number in range(1, 100):
        tens, ones = divmod(number, 10)
        figures = [_FIGURES[tens] * (tens > 1), "十" * (tens > 0), _FIGURES[ones] * (ones > 0)]
        spelled = [_ONES[tens] * (tens > 1), "shi2" * (tens > 0), _ONES[ones]]
        said["".join(figures)] = " ".join(filter(None, spelled))
    return said


PINYIN = {
    "数字小路": "shu4 zi4 xiao3 lu4",
    "要下雨了，点石头，送它回家。": (
        "yao4 xia4 yu3 le5 ， dian3 shi2 tou5 ， song4 ta1 hui2 jia1 。"
    ),
    "轮流点石头，下雨前送它回家。": (
        "lun2 liu2 dian3 shi2 tou5 ， xia4 yu3 qian2 song4 ta1 hui2 jia1 。"
    ),
    "下了一滴雨，我们再数一数。": ("xia4 le5 yi4 di1 yu3 ， wo3 men5 zai4 shu3 yi5 shu3 。"),
    "我们一起数一数。": "wo3 men5 yi4 qi3 shu3 yi5 shu3 。",
    "你数着石头，一步步把它送到家。": (
        "ni3 shu3 zhe5 shi2 tou5 ， yi2 bu4 bu4 ba3 ta1 song4 dao4 jia1 。"
    ),
    "你们一起数着石头，一步步送它到家。": (
        "ni3 men5 yi4 qi3 shu3 zhe5 shi2 tou5 ， yi2 bu4 bu4 song4 ta1 dao4 jia1 。"
    ),
    "往前走一步。": "wang3 qian2 zou3 yi2 bu4 。",
    "往前走两步。": "wang3 qian2 zou3 liang3 bu4 。",
    "往前走三步。": "wang3 qian2 zou3 san1 bu4 。",
    "往前走四步。": "wang3 qian2 zou3 si4 bu4 。",
    "往前走五步。": "wang3 qian2 zou3 wu3 bu4 。",
    "数一数有几个点，找到那块石头。": (
        "shu3 yi5 shu3 you3 ji3 ge5 dian3 ， zhao3 dao4 na4 kuai4 shi2 tou5 。"
    ),
    "找到这个数。": "zhao3 dao4 zhe4 ge5 shu4 。",
    "比这里多一，是哪块石头？": "bi3 zhe4 li3 duo1 yi1 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里少一，是哪块石头？": "bi3 zhe4 li3 shao3 yi1 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里多十，是哪块石头？": "bi3 zhe4 li3 duo1 shi2 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里少十，是哪块石头？": "bi3 zhe4 li3 shao3 shi2 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里多九，是哪块石头？": "bi3 zhe4 li3 duo1 jiu3 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里少九，是哪块石头？": "bi3 zhe4 li3 shao3 jiu3 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里多十一，是哪块石头？": "bi3 zhe4 li3 duo1 shi2 yi1 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里少十一，是哪块石头？": "bi3 zhe4 li3 shao3 shi2 yi1 ， shi4 na3 kuai4 shi2 tou5 ？",
    "比这里多二十，是哪块石头？": "bi3 zhe4 li3 duo1 er4 shi2 ， shi4 na3 kuai4 shi2 tou5 ？",
    "一百": "yi4 bai3",
    **_numbers(),
}
