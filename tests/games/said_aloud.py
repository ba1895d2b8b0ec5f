"""Chinese that children hear or may come to hear, and its pinyin as a teacher would write it."""

from tests.games.calm_breath import said as calm_breath
from tests.games.carry_together import said as carry_together
from tests.games.feel_story import said as feel_story
from tests.games.hanzi_trace import said as hanzi_trace
from tests.games.my_weather import said as my_weather
from tests.games.number_road import said as number_road
from tests.games.peace_steps import said as peace_steps
from tests.games.safe_kids import said as safe_kids
from tests.games.share_fair import said as share_fair

PINYIN = {
    # The pages
    "你来啦？点一点小手。": "ni3 lai2 la5 ？ dian3 yi5 dian3 xiao3 shou3 。",
    "你是谁？点一点你的图。": "ni3 shi4 shei2 ？ dian3 yi5 dian3 ni3 de5 tu2 。",
    "点一点你的两张小图。": "dian3 yi5 dian3 ni3 de5 liang3 zhang1 xiao3 tu2 。",
    "再来一次，点你的两张小图。": "zai4 lai2 yi2 ci4 ， dian3 ni3 de5 liang3 zhang1 xiao3 tu2 。",
    "我们去问问老师吧，老师会帮忙。": (
        "wo3 men5 qu4 wen4 wen5 lao3 shi1 ba5 ， lao3 shi1 hui4 bang1 mang2 。"
    ),
    "你心情怎么样？不想说也可以。": (
        "ni3 xin1 qing2 zen3 me5 yang4 ？ bu4 xiang3 shuo1 ye3 ke3 yi3 。"
    ),
    "谢谢你。你想做什么呢？": "xie4 xie5 ni3 。 ni3 xiang3 zuo4 shen2 me5 ne5 ？",
    "游戏也要歇一歇，我们看看窗外吧。": (
        "you2 xi4 ye3 yao4 xie1 yi5 xie1 ， wo3 men5 kan4 kan5 chuang1 wai4 ba5 。"
    ),
    "想玩哪个游戏？": "xiang3 wan2 na3 ge5 you2 xi4 ？",
    "更多游戏": "geng4 duo1 you2 xi4",
    "游戏开始啦。": "you2 xi4 kai1 shi3 la5 。",
    "慢慢吸气，慢慢呼气。": "man4 man4 xi1 qi4 ， man4 man4 hu1 qi4 。",
    "看看窗外远处，歇歇眼睛。": "kan4 kan5 chuang1 wai4 yuan3 chu4 ， xie1 xie5 yan3 jing5 。",
    "老师会来找你聊聊。": "lao3 shi1 hui4 lai2 zhao3 ni3 liao2 liao5 。",
    "今天在这里怎么样？可以跳过。": (
        "jin1 tian1 zai4 zhe4 li3 zen3 me5 yang4 ？ ke3 yi3 tiao4 guo4 。"
    ),
    "晚安，爱佑之家要关灯了。": "wan3 an1 ， ai4 you4 zhi1 jia1 yao4 guan1 deng1 le5 。",
    "爱佑之家要醒来了，请等一等。": (
        "ai4 you4 zhi1 jia1 yao4 xing3 lai2 le5 ， qing3 deng3 yi5 deng3 。"
    ),
    "再见，路上小心！": "zai4 jian4 ， lu4 shang5 xiao3 xin1 ！",
    "这里还没有小朋友，去找老师吧。": (
        "zhe4 li3 hai2 mei2 you3 xiao3 peng2 you5 ， qu4 zhao3 lao3 shi1 ba5 。"
    ),
    "这个游戏睡着了，换一个吧。": "zhe4 ge5 you2 xi4 shui4 zhao2 le5 ， huan4 yi2 ge5 ba5 。",
    "有点不对劲，请去找老师来。": ("you3 dian3 bu2 dui4 jin4 ， qing3 qu4 zhao3 lao3 shi1 lai2 。"),
    "老师回来会找你，也可以打电话。": (
        "lao3 shi1 hui2 lai2 hui4 zhao3 ni3 ， ye3 ke3 yi3 da3 dian4 hua4 。"
    ),
    "等到开门的时候，老师会来找你，你也可以打电话。": (
        "deng3 dao4 kai1 men2 de5 shi2 hou5 ， lao3 shi1 hui4 lai2 zhao3 ni3 ，"
        " ni3 ye3 ke3 yi3 da3 dian4 hua4 。"
    ),
    "可以打这些电话，有人会听你说。": (
        "ke3 yi3 da3 zhe4 xie1 dian4 hua4 ， you3 ren2 hui4 ting1 ni3 shuo1 。"
    ),
    "你心情怎么样？和什么有关？": ("ni3 xin1 qing2 zen3 me5 yang4 ？ he2 shen2 me5 you3 guan1 ？"),
    "开门以后老师会来，也可以打电话。": (
        "kai1 men2 yi3 hou4 lao3 shi1 hui4 lai2 ， ye3 ke3 yi3 da3 dian4 hua4 。"
    ),
    "谁来接你？不想说也可以。": "shei2 lai2 jie1 ni3 ？ bu4 xiang3 shuo1 ye3 ke3 yi3 。",
    "这张卡我还不认识，点你的图吧。": (
        "zhe4 zhang1 ka3 wo3 hai2 bu2 ren4 shi5 ， dian3 ni3 de5 tu2 ba5 。"
    ),
    # The games
    "一起找一对": "yi4 qi3 zhao3 yi2 dui4",
    "几个人一起玩？": "ji3 ge5 ren2 yi4 qi3 wan2 ？",
    "看到你的卡了，游戏玩完再刷一次。": (
        "kan4 dao4 ni3 de5 ka3 le5 ， you2 xi4 wan2 wan2 zai4 shua1 yi2 ci4 。"
    ),
    "翻两张牌，找出一样的两张。": (
        "fan1 liang3 zhang1 pai2 ， zhao3 chu1 yi2 yang4 de5 liang3 zhang1 。"
    ),
    "轮流翻牌，一起找出一样的两张。": (
        "lun2 liu2 fan1 pai2 ， yi4 qi3 zhao3 chu1 yi2 yang4 de5 liang3 zhang1 。"
    ),
    "你一直认真找，每一对都找到了。": (
        "ni3 yi4 zhi2 ren4 zhen1 zhao3 ， mei3 yi2 dui4 dou1 zhao3 dao4 le5 。"
    ),
    "你们一起认真找，每一对都找到了。": (
        "ni3 men5 yi4 qi3 ren4 zhen1 zhao3 ， mei3 yi2 dui4 dou1 zhao3 dao4 le5 。"
    ),
    # What stands beside the pictures
    "爱佑之家": "ai4 you4 zhi1 jia1",
    "帮助": "bang1 zhu4",
    "再说一遍": "zai4 shuo1 yi2 bian4",
    "我想聊聊": "wo3 xiang3 liao2 liao5",
    "我来了": "wo3 lai2 le5",
    "老师入口": "lao3 shi1 ru4 kou3",
    "已经来了": "yi3 jing1 lai2 le5",
    "小客人": "xiao3 ke4 ren2",
    "更多小朋友": "geng4 duo1 xiao3 peng2 you5",
    "前面的小朋友": "qian2 mian4 de5 xiao3 peng2 you5",
    "换一个小朋友": "huan4 yi2 ge5 xiao3 peng2 you5",
    "不想说": "bu4 xiang3 shuo1",
    "很难过": "hen3 nan2 guo4",
    "难过": "nan2 guo4",
    "一般": "yi4 ban1",
    "高兴": "gao1 xing4",
    "很高兴": "hen3 gao1 xing4",
    "歇一歇": "xie1 yi5 xie1",
    "回家了": "hui2 jia1 le5",
    "不玩了": "bu4 wan2 le5",
    "返回": "fan3 hui2",
    "再试一次": "zai4 shi4 yi2 ci4",
    "警察": "jing3 cha2",
    "救护车": "jiu4 hu4 che1",
    "消防": "xiao1 fang2",
    "青少年热线": "qing1 shao4 nian2 re4 xian4",
    "心理援助热线": "xin1 li3 yuan2 zhu4 re4 xian4",
    "政务热线": "zheng4 wu4 re4 xian4",
    "小主意：和小花一起呼吸": "xiao3 zhu3 yi5 ： he2 xiao3 hua1 yi4 qi3 hu1 xi1",
    "小主意：看看外面": "xiao3 zhu3 yi5 ： kan4 kan5 wai4 mian4",
    "小主意：和老师聊聊": "xiao3 zhu3 yi5 ： he2 lao3 shi1 liao2 liao5",
    "小主意：玩一玩": "xiao3 zhu3 yi5 ： wan2 yi5 wan2",
    "看看外面": "kan4 kan5 wai4 mian4",
    "奶奶或外婆": "nai3 nai5 huo4 wai4 po2",
    "爷爷或外公": "ye2 ye5 huo4 wai4 gong1",
    "妈妈": "ma1 ma5",
    "爸爸": "ba4 ba5",
    "哥哥姐姐": "ge1 ge5 jie3 jie5",
    "晚上": "wan3 shang5",
    "雨伞": "yu3 san3",
    "靴子": "xue1 zi5",
    "帽子": "mao4 zi5",
    "铃铛": "ling2 dang5",
    "蜡烛": "la4 zhu2",
    "自行车": "zi4 xing2 che1",
    "篮子": "lan2 zi5",
    "碗": "wan3",
    "书": "shu1",
    # What the counselor reads on the page of trouble
    "存储卡满了，刚才的操作没有保存。": (
        "cun2 chu3 ka3 man3 le5 ， gang1 cai2 de5 cao1 zuo4 mei2 you3 bao3 cun2 。"
    ),
    "记录是较新版本的程序写的：请先升级本机程序。": (
        "ji4 lu4 shi4 jiao4 xin1 ban3 ben3 de5 cheng2 xu4 xie3 de5 ："
        " qing3 xian1 sheng1 ji2 ben3 ji1 cheng2 xu4 。"
    ),
    "记录已损坏。请保留存储卡，并联系总部。": (
        "ji4 lu4 yi3 sun3 huai4 。 qing3 bao3 liu2 cun2 chu3 ka3 ， bing4 lian2 xi4 zong3 bu4 。"
    ),
    "记录写不进去，刚才的操作没有保存。": (
        "ji4 lu4 xie3 bu2 jin4 qu4 ， gang1 cai2 de5 cao1 zuo4 mei2 you3 bao3 cun2 。"
    ),
    "存储卡现在只能读、不能写，刚才的操作没有保存。请联系总部。": (
        "cun2 chu3 ka3 xian4 zai4 zhi3 neng2 du2 、 bu4 neng2 xie3 ，"
        " gang1 cai2 de5 cao1 zuo4 mei2 you3 bao3 cun2 。 qing3 lian2 xi4 zong3 bu4 。"
    ),
    "升级之前没能做好备份，什么都没有改动。请联系总部。": (
        "sheng1 ji2 zhi1 qian2 mei2 neng2 zuo4 hao3 bei4 fen4 ，"
        " shen2 me5 dou1 mei2 you3 gai3 dong4 。 qing3 lian2 xi4 zong3 bu4 。"
    ),
    # Tones that change, and one that does not
    "看一看，不一样，不是第一，也不是十一。": (
        "kan4 yi5 kan4 ， bu4 yi2 yang4 ， bu2 shi4 di4 yi1 ， ye3 bu2 shi4 shi2 yi1 。"
    ),
    "女孩的绿雨伞": "nü3 hai2 de5 lü4 yu3 san3",
    # The firefly's way
    "跟着萤火虫": "gen1 zhe5 ying2 huo3 chong2",
    "看萤火虫怎么飞，再照着点一遍。": (
        "kan4 ying2 huo3 chong2 zen3 me5 fei1 ， zai4 zhao4 zhe5 dian3 yi2 bian4 。"
    ),
    "看萤火虫怎么飞，轮流照着点。": (
        "kan4 ying2 huo3 chong2 zen3 me5 fei1 ， lun2 liu2 zhao4 zhe5 dian3 。"
    ),
    "看萤火虫怎么飞，再倒着点回来。": (
        "kan4 ying2 huo3 chong2 zen3 me5 fei1 ， zai4 dao4 zhe5 dian3 hui2 lai2 。"
    ),
    "你仔细看，找到了萤火虫的路。": (
        "ni3 zi3 xi4 kan4 ， zhao3 dao4 le5 ying2 huo3 chong2 de5 lu4 。"
    ),
    "你们仔细看，一起点亮了灯。": ("ni3 men5 zi3 xi4 kan4 ， yi4 qi3 dian3 liang4 le5 deng1 。"),
    **carry_together.PINYIN,
    **feel_story.PINYIN,
    **safe_kids.PINYIN,
    **number_road.PINYIN,
    **share_fair.PINYIN,
    **peace_steps.PINYIN,
    **hanzi_trace.PINYIN,
    # The sheep and the wolf
    "小羊和大灰狼": "xiao3 yang2 he2 da4 hui1 lang2",
    "羊来了点一下，狼来了等一等。": (
        "yang2 lai2 le5 dian3 yi2 xia4 ， lang2 lai2 le5 deng3 yi5 deng3 。"
    ),
    "轮流来：羊来点一下，狼来等一等。": (
        "lun2 liu2 lai2 ： yang2 lai2 dian3 yi2 xia4 ， lang2 lai2 deng3 yi5 deng3 。"
    ),
    "羊和小狗来了点一下，狼来了等一等。": (
        "yang2 he2 xiao3 gou3 lai2 le5 dian3 yi2 xia4 ， lang2 lai2 le5 deng3 yi5 deng3 。"
    ),
    "羊来了点一下，牛和狼来了等一等。": (
        "yang2 lai2 le5 dian3 yi2 xia4 ， niu2 he2 lang2 lai2 le5 deng3 yi5 deng3 。"
    ),
    "仔细看：狼披着羊皮，等它走开。": (
        "zi3 xi4 kan4 ： lang2 pi1 zhe5 yang2 pi2 ， deng3 ta1 zou3 kai1 。"
    ),
    "换啦：牛来了点一下，羊和狼等一等。": (
        "huan4 la5 ： niu2 lai2 le5 dian3 yi2 xia4 ， yang2 he2 lang2 deng3 yi5 deng3 。"
    ),
    "你看清了再点，小羊都回家了。": (
        "ni3 kan4 qing1 le5 zai4 dian3 ， xiao3 yang2 dou1 hui2 jia1 le5 。"
    ),
    "你们看清了再点，送小羊回家了。": (
        "ni3 men5 kan4 qing1 le5 zai4 dian3 ， song4 xiao3 yang2 hui2 jia1 le5 。"
    ),
    # Sort by the sign
    "看牌子，分一分": "kan4 pai2 zi5 ， fen1 yi5 fen1",
    "先看牌子，再找篮子。": "xian1 kan4 pai2 zi5 ， zai4 zhao3 lan2 zi5 。",
    "轮流来：先看牌子，再找篮子。": (
        "lun2 liu2 lai2 ： xian1 kan4 pai2 zi5 ， zai4 zhao3 lan2 zi5 。"
    ),
    "看形状，放进形状一样的篮子。": (
        "kan4 xing2 zhuang4 ， fang4 jin4 xing2 zhuang4 yi2 yang4 de5 lan2 zi5 。"
    ),
    "看花色，放进花色一样的篮子。": (
        "kan4 hua1 se4 ， fang4 jin4 hua1 se4 yi2 yang4 de5 lan2 zi5 。"
    ),
    "看数量，放进数量一样的篮子。": (
        "kan4 shu4 liang4 ， fang4 jin4 shu4 liang4 yi2 yang4 de5 lan2 zi5 。"
    ),
    "看大小，放进大小一样的篮子。": (
        "kan4 da4 xiao3 ， fang4 jin4 da4 xiao3 yi2 yang4 de5 lan2 zi5 。"
    ),
    "换啦，现在看形状。": "huan4 la5 ， xian4 zai4 kan4 xing2 zhuang4 。",
    "换啦，现在看花色。": "huan4 la5 ， xian4 zai4 kan4 hua1 se4 。",
    "换啦，现在看数量。": "huan4 la5 ， xian4 zai4 kan4 shu4 liang4 。",
    "换啦，现在看大小。": "huan4 la5 ， xian4 zai4 kan4 da4 xiao3 。",
    "你每次都先看牌子，卡片都分好了。": (
        "ni3 mei3 ci4 dou1 xian1 kan4 pai2 zi5 ， ka3 pian4 dou1 fen1 hao3 le5 。"
    ),
    "你们先看牌子，一起把卡片分好了。": (
        "ni3 men5 xian1 kan4 pai2 zi5 ， yi4 qi3 ba3 ka3 pian4 fen1 hao3 le5 。"
    ),
    **calm_breath.PINYIN,
    **my_weather.PINYIN,
}
