"""Chinese of feel_story, and its pinyin as a teacher would write it."""

PINYIN = {
    "故事里的心情": "gu4 shi4 li3 de5 xin1 qing2",
    "心里会怎么样？": "xin1 li3 hui4 zen3 me5 yang4 ？",
    "轮到谁啦？心里怎么样？": "lun2 dao4 shei2 la5 ？ xin1 li3 zen3 me5 yang4 ？",
    "也可能这样觉得。": "ye3 ke3 neng2 zhe4 yang4 jue2 de5 。",
    "你用心听了别人的心情。": "ni3 yong4 xin1 ting1 le5 bie2 ren2 de5 xin1 qing2 。",
    "你们一起用心听了别人的心情。": (
        "ni3 men5 yi4 qi3 yong4 xin1 ting1 le5 bie2 ren2 de5 xin1 qing2 。"
    ),
    "妈妈打来电话，小梅听见她在笑。": (
        "ma1 ma5 da3 lai2 dian4 hua4 ， xiao3 mei2 ting1 jian4 ta1 zai4 xiao4 。"
    ),
    "听见妈妈的声音，小梅心里甜甜的。": (
        "ting1 jian4 ma1 ma5 de5 sheng1 yin1 ， xiao3 mei2 xin1 li3 tian2 tian2 de5 。"
    ),
    "上学路上下大雨，明明的鞋子湿了。": (
        "shang4 xue2 lu4 shang5 xia4 da4 yu3 ， ming2 ming2 de5 xie2 zi5 shi1 le5 。"
    ),
    "鞋子湿湿凉凉的，明明有点难过。": (
        "xie2 zi5 shi1 shi1 liang2 liang2 de5 ， ming2 ming2 you3 dian3 nan2 guo4 。"
    ),
    "扎西的小狗不见了，他到处找。": (
        "zha1 xi1 de5 xiao3 gou3 bu2 jian4 le5 ， ta1 dao4 chu4 zhao3 。"
    ),
    "扎西很想小狗，心里难过。": "zha1 xi1 hen3 xiang3 xiao3 gou3 ， xin1 li3 nan2 guo4 。",
    "阿依看着鸡蛋，钻出一只小鸡。": "a1 yi1 kan4 zhe5 ji1 dan4 ， zuan1 chu1 yi4 zhi1 xiao3 ji1 。",
    "阿依没想到，又吃惊又高兴。": "a1 yi1 mei2 xiang3 dao4 ， you4 chi1 jing1 you4 gao1 xing4 。",
    "奶奶给小军一双新鞋子。": "nai3 nai5 gei3 xiao3 jun1 yi4 shuang1 xin1 xie2 zi5 。",
    "穿上奶奶给的新鞋，小军很高兴。": (
        "chuan1 shang4 nai3 nai5 gei3 de5 xin1 xie2 ， xiao3 jun1 hen3 gao1 xing4 。"
    ),
    "外面打雷了，卓玛捂住耳朵。": "wai4 mian4 da3 lei2 le5 ， zhuo2 ma3 wu3 zhu4 er3 duo5 。",
    "雷声太响了，卓玛有点害怕。": "lei2 sheng1 tai4 xiang3 le5 ， zhuo2 ma3 you3 dian3 hai4 pa4 。",
    "弟弟把丽丽的作业本剪破了。": "di4 di5 ba3 li4 li4 de5 zuo4 ye4 ben3 jian3 po4 le5 。",
    "丽丽认真写的本子破了，她很生气。": (
        "li4 li4 ren4 zhen1 xie3 de5 ben3 zi5 po4 le5 ， ta1 hen3 sheng1 qi4 。"
    ),
    "奶奶把热热的鸡蛋放进阿木手里。": (
        "nai3 nai5 ba3 re4 re4 de5 ji1 dan4 fang4 jin4 a1 mu4 shou3 li3 。"
    ),
    "手里暖暖的，阿木心里也高兴。": (
        "shou3 li3 nuan3 nuan3 de5 ， a1 mu4 xin1 li3 ye3 gao1 xing4 。"
    ),
    "天黑了，小虎去院子里拿柴。": "tian1 hei1 le5 ， xiao3 hu3 qu4 yuan4 zi5 li3 na2 chai2 。",
    "院子里黑黑的，小虎有点怕。": "yuan4 zi5 li3 hei1 hei1 de5 ， xiao3 hu3 you3 dian3 pa4 。",
    "风把央金的风筝吹跑了，越飞越远。": (
        "feng1 ba3 yang1 jin1 de5 feng1 zheng5 chui1 pao3 le5 ， yue4 fei1 yue4 yuan3 。"
    ),
    "央金很喜欢她的风筝，她难过了。": (
        "yang1 jin1 hen3 xi3 huan5 ta1 de5 feng1 zheng5 ， ta1 nan2 guo4 le5 。"
    ),
    "多吉家的小羊第一次站起来了。": (
        "duo1 ji2 jia1 de5 xiao3 yang2 di4 yi1 ci4 zhan4 qi3 lai2 le5 。"
    ),
    "小羊站起来了，多吉真高兴。": "xiao3 yang2 zhan4 qi3 lai2 le5 ， duo1 ji2 zhen1 gao1 xing4 。",
    "小雨打开门一看，外面全白了。": (
        "xiao3 yu3 da3 kai1 men2 yi2 kan4 ， wai4 mian4 quan2 bai2 le5 。"
    ),
    "一夜下了这么多雪，小雨很吃惊。": (
        "yi2 ye4 xia4 le5 zhe4 me5 duo1 xue3 ， xiao3 yu3 hen3 chi1 jing1 。"
    ),
    "小军正在玩，有人把球拿走了。": (
        "xiao3 jun1 zheng4 zai4 wan2 ， you3 ren2 ba3 qiu2 na2 zou3 le5 。"
    ),
    "没有问他就拿走，小军生气了。": (
        "mei2 you3 wen4 ta1 jiu4 na2 zou3 ， xiao3 jun1 sheng1 qi4 le5 。"
    ),
    "小雨咬苹果，一颗牙掉下来了。": (
        "xiao3 yu3 yao3 ping2 guo3 ， yi4 ke1 ya2 diao4 xia4 lai2 le5 。"
    ),
    "牙齿突然掉了，小雨吓了一跳。": (
        "ya2 chi3 tu1 ran2 diao4 le5 ， xiao3 yu3 xia4 le5 yi2 tiao4 。"
    ),
    "外面下雪，次仁和爷爷坐在火炉边。": (
        "wai4 mian4 xia4 xue3 ， ci4 ren2 he2 ye2 ye5 zuo4 zai4 huo3 lu2 bian1 。"
    ),
    "又暖和又安静，次仁心里很平静。": (
        "you4 nuan3 huo5 you4 an1 jing4 ， ci4 ren2 xin1 li3 hen3 ping2 jing4 。"
    ),
    "老师看见了，阿果认真写完了作业。": (
        "lao3 shi1 kan4 jian4 le5 ， a1 guo3 ren4 zhen1 xie3 wan2 le5 zuo4 ye4 。"
    ),
    "阿果用心做了，她觉得很自豪。": "a1 guo3 yong4 xin1 zuo4 le5 ， ta1 jue2 de5 hen3 zi4 hao2 。",
    "路上一只大狗，对着明明叫。": "lu4 shang5 yi4 zhi1 da4 gou3 ， dui4 zhe5 ming2 ming2 jiao4 。",
    "大狗叫声很响，明明有点害怕。": (
        "da4 gou3 jiao4 sheng1 hen3 xiang3 ， ming2 ming2 you3 dian3 hai4 pa4 。"
    ),
    "小虎练了好久，跳过了小水沟。": (
        "xiao3 hu3 lian4 le5 hao3 jiu3 ， tiao4 guo4 le5 xiao3 shui3 gou1 。"
    ),
    "他练了一次又一次，心里很自豪。": (
        "ta1 lian4 le5 yi2 ci4 you4 yi2 ci4 ， xin1 li3 hen3 zi4 hao2 。"
    ),
    "过年了，爸爸妈妈没能回来。": "guo4 nian2 le5 ， ba4 ba5 ma1 ma5 mei2 neng2 hui2 lai2 。",
    "丽丽想爸爸妈妈了，心里空空的。": (
        "li4 li4 xiang3 ba4 ba5 ma1 ma5 le5 ， xin1 li3 kong1 kong1 de5 。"
    ),
    "卓玛手一滑，碗掉在地上碎了。": (
        "zhuo2 ma3 shou3 yi4 hua2 ， wan3 diao4 zai4 di4 shang4 sui4 le5 。"
    ),
    "卓玛不是故意的，她有点害怕。": "zhuo2 ma3 bu2 shi4 gu4 yi4 de5 ， ta1 you3 dian3 hai4 pa4 。",
    "阿依和奶奶收了满满一筐玉米。": (
        "a1 yi1 he2 nai3 nai5 shou1 le5 man3 man3 yi4 kuang1 yu4 mi3 。"
    ),
    "和奶奶一起收的，阿依真高兴。": "he2 nai3 nai5 yi4 qi3 shou1 de5 ， a1 yi1 zhen1 gao1 xing4 。",
    "大家分组玩，还没有人叫小雨。": (
        "da4 jia1 fen1 zu3 wan2 ， hai2 mei2 you3 ren2 jiao4 xiao3 yu3 。"
    ),
    "小雨一个人站着，觉得有点孤单。": (
        "xiao3 yu3 yi2 ge5 ren2 zhan4 zhe5 ， jue2 de5 you3 dian3 gu1 dan1 。"
    ),
    "打饭的时候，有人挤到扎西前面。": (
        "da3 fan4 de5 shi2 hou5 ， you3 ren2 ji3 dao4 zha1 xi1 qian2 mian4 。"
    ),
    "扎西等了很久，所以他生气了。": (
        "zha1 xi1 deng3 le5 hen3 jiu3 ， suo3 yi3 ta1 sheng1 qi4 le5 。"
    ),
    "丽丽坐在院子里，看天上的星星。": (
        "li4 li4 zuo4 zai4 yuan4 zi5 li3 ， kan4 tian1 shang4 de5 xing1 xing5 。"
    ),
    "夜里静静的，丽丽心里很平静。": (
        "ye4 li3 jing4 jing4 de5 ， li4 li4 xin1 li3 hen3 ping2 jing4 。"
    ),
    "家里收到大箱子，是爸爸寄来的。": (
        "jia1 li3 shou1 dao4 da4 xiang1 zi5 ， shi4 ba4 ba5 ji4 lai2 de5 。"
    ),
    "明明不知道会有箱子，又惊又喜。": (
        "ming2 ming2 bu4 zhi1 dao4 hui4 you3 xiang1 zi5 ， you4 jing1 you4 xi3 。"
    ),
    "第一天到新学校，阿木谁也不认识。": (
        "di4 yi1 tian1 dao4 xin1 xue2 xiao4 ， a1 mu4 shei2 ye3 bu2 ren4 shi5 。"
    ),
    "什么都是新的，阿木有点怕。": "shen2 me5 dou1 shi4 xin1 de5 ， a1 mu4 you3 dian3 pa4 。",
    "过节时多吉打鼓，大家跟着跳舞。": (
        "guo4 jie2 shi2 duo1 ji2 da3 gu3 ， da4 jia1 gen1 zhe5 tiao4 wu3 。"
    ),
    "大家跟着他的鼓跳，多吉很自豪。": (
        "da4 jia1 gen1 zhe5 ta1 de5 gu3 tiao4 ， duo1 ji2 hen3 zi4 hao2 。"
    ),
    "奶奶病了躺着，小梅给她端水。": (
        "nai3 nai5 bing4 le5 tang3 zhe5 ， xiao3 mei2 gei3 ta1 duan1 shui3 。"
    ),
    "小梅心疼奶奶，心里难过又担心。": (
        "xiao3 mei2 xin1 teng2 nai3 nai5 ， xin1 li3 nan2 guo4 you4 dan1 xin1 。"
    ),
    "明明打开书包，作业本忘在家里了。": (
        "ming2 ming2 da3 kai1 shu1 bao1 ， zuo4 ye4 ben3 wang4 zai4 jia1 li3 le5 。"
    ),
    "明明脸红了，觉得难为情。": "ming2 ming2 lian3 hong2 le5 ， jue2 de5 nan2 wei2 qing2 。",
    "火把节，阿果和大家一起唱歌跳舞。": (
        "huo3 ba3 jie2 ， a1 guo3 he2 da4 jia1 yi4 qi3 chang4 ge1 tiao4 wu3 。"
    ),
    "大家一起唱一起跳，阿果真高兴。": (
        "da4 jia1 yi4 qi3 chang4 yi4 qi3 tiao4 ， a1 guo3 zhen1 gao1 xing4 。"
    ),
    "次仁念错了一个字，有人笑了。": "ci4 ren2 nian4 cuo4 le5 yi2 ge5 zi4 ， you3 ren2 xiao4 le5 。",
    "次仁的脸热热的，觉得难为情。": "ci4 ren2 de5 lian3 re4 re4 de5 ， jue2 de5 nan2 wei2 qing2 。",
    "雨停了，小军抬头看见一道彩虹。": (
        "yu3 ting2 le5 ， xiao3 jun1 tai2 tou2 kan4 jian4 yi2 dao4 cai3 hong2 。"
    ),
    "小军没想到有彩虹，又惊又喜。": (
        "xiao3 jun1 mei2 xiang3 dao4 you3 cai3 hong2 ， you4 jing1 you4 xi3 。"
    ),
    "过完年，妈妈又要坐车走了。": "guo4 wan2 nian2 ， ma1 ma5 you4 yao4 zuo4 che1 zou3 le5 。",
    "小梅不想和妈妈分开，所以很难过。": (
        "xiao3 mei2 bu4 xiang3 he2 ma1 ma5 fen1 kai1 ， suo3 yi3 hen3 nan2 guo4 。"
    ),
    "妈妈抱着小弟弟，央金在旁边等。": (
        "ma1 ma5 bao4 zhe5 xiao3 di4 di4 ， yang1 jin1 zai4 pang2 bian1 deng3 。"
    ),
    "央金也想抱抱，觉得有点孤单。": (
        "yang1 jin1 ye3 xiang3 bao4 bao5 ， jue2 de5 you3 dian3 gu1 dan1 。"
    ),
    "好朋友有小红花，小虎没有。": "hao3 peng2 you5 you3 xiao3 hong2 hua1 ， xiao3 hu3 mei2 you3 。",
    "他为朋友高兴，自己也有点难过。": (
        "ta1 wei4 peng2 you5 gao1 xing4 ， zi4 ji3 ye3 you3 dian3 nan2 guo4 。"
    ),
    "爷爷没有陪，扎西自己坐校车。": "ye2 ye5 mei2 you3 pei2 ， zha1 xi1 zi4 ji3 zuo4 xiao4 che1 。",
    "他先有点怕，到了又很自豪。": "ta1 xian1 you3 dian3 pa4 ， dao4 le5 you4 hen3 zi4 hao2 。",
    "阿依把最后一颗糖给了弟弟。": "a1 yi1 ba3 zui4 hou4 yi4 ke1 tang2 gei3 le5 di4 di5 。",
    "看见弟弟笑，阿依也高兴。": "kan4 jian4 di4 di5 xiao4 ， a1 yi1 ye3 gao1 xing4 。",
    "电话里爸爸说，秋天还不能回家。": (
        "dian4 hua4 li3 ba4 ba5 shuo1 ， qiu1 tian1 hai2 bu4 neng2 hui2 jia1 。"
    ),
    "小军一直盼着，所以心里难过。": (
        "xiao3 jun1 yi4 zhi2 pan4 zhe5 ， suo3 yi3 xin1 li3 nan2 guo4 。"
    ),
    "走丢的小狗自己回家了，多吉抱住它。": (
        "zou3 diu1 de5 xiao3 gou3 zi4 ji3 hui2 jia1 le5 ， duo1 ji2 bao4 zhu4 ta1 。"
    ),
    "担心了好久，现在多吉真高兴。": (
        "dan1 xin1 le5 hao3 jiu3 ， xian4 zai4 duo1 ji2 zhen1 gao1 xing4 。"
    ),
    "丽丽要给大家唱歌，手心出汗了。": (
        "li4 li4 yao4 gei3 da4 jia1 chang4 ge1 ， shou3 xin1 chu1 han4 le5 。"
    ),
    "好多人看着她，丽丽有点紧张。": (
        "hao3 duo1 ren2 kan4 zhe5 ta1 ， li4 li4 you3 dian3 jin3 zhang1 。"
    ),
    "阿木跟爷爷学编篮子，编了一下午。": (
        "a1 mu4 gen1 ye2 ye5 xue2 bian1 lan2 zi5 ， bian1 le5 yi2 xia4 wu3 。"
    ),
    "慢慢编呀编，阿木心里很静。": "man4 man4 bian1 ya5 bian1 ， a1 mu4 xin1 li3 hen3 jing4 。",
    "说好一起放羊，朋友却没来。": "shuo1 hao3 yi4 qi3 fang4 yang2 ， peng2 you5 que4 mei2 lai2 。",
    "阿果等了又等，所以难过了。": "a1 guo3 deng3 le5 you4 deng3 ， suo3 yi3 nan2 guo4 le5 。",
    "花盆破了，大家以为是次仁。": "hua1 pen2 po4 le5 ， da4 jia1 yi3 wei2 shi4 ci4 ren2 。",
    "不是他做的，所以次仁很生气。": "bu2 shi4 ta1 zuo4 de5 ， suo3 yi3 ci4 ren2 hen3 sheng1 qi4 。",
    "小同学走累了，卓玛帮她拿书包。": (
        "xiao3 tong2 xue2 zou3 lei4 le5 ， zhuo2 ma3 bang1 ta1 na2 shu1 bao1 。"
    ),
    "卓玛看见了，也帮忙了，她很自豪。": (
        "zhuo2 ma3 kan4 jian4 le5 ， ye3 bang1 mang2 le5 ， ta1 hen3 zi4 hao2 。"
    ),
    "小雨过生日，奶奶煮了一碗面。": (
        "xiao3 yu3 guo4 sheng1 ri4 ， nai3 nai5 zhu3 le5 yi4 wan3 mian4 。"
    ),
    "面很香，小雨又有点想妈妈。": (
        "mian4 hen3 xiang1 ， xiao3 yu3 you4 you3 dian3 xiang3 ma1 ma5 。"
    ),
    "小军生气推了朋友，朋友哭了。": (
        "xiao3 jun1 sheng1 qi4 tui1 le5 peng2 you5 ， peng2 you5 ku1 le5 。"
    ),
    "看见朋友哭，小军心里不好受。": (
        "kan4 jian4 peng2 you5 ku1 ， xiao3 jun1 xin1 li3 bu4 hao3 shou4 。"
    ),
    "下雨前，全家一起把谷子收好了。": (
        "xia4 yu3 qian2 ， quan2 jia1 yi4 qi3 ba3 gu3 zi5 shou1 hao3 le5 。"
    ),
    "谷子都收好了，明明就放心了。": (
        "gu3 zi5 dou1 shou1 hao3 le5 ， ming2 ming2 jiu4 fang4 xin1 le5 。"
    ),
    "明明说没事，可是一直低着头。": (
        "ming2 ming2 shuo1 mei2 shi4 ， ke3 shi4 yi4 zhi2 di1 zhe5 tou2 。"
    ),
    "他可能难过，只是不想说出来。": (
        "ta1 ke3 neng2 nan2 guo4 ， zhi3 shi4 bu4 xiang3 shuo1 chu1 lai2 。"
    ),
    "可以坐在他身边，静静陪着他。": (
        "ke3 yi3 zuo4 zai4 ta1 shen1 bian1 ， jing4 jing4 pei2 zhe5 ta1 。"
    ),
    "阿果打电话时笑了，现在不说话。": (
        "a1 guo3 da3 dian4 hua4 shi2 xiao4 le5 ， xian4 zai4 bu4 shuo1 hua4 。"
    ),
    "说话时很高兴，挂了又想妈妈。": (
        "shuo1 hua4 shi2 hen3 gao1 xing4 ， gua4 le5 you4 xiang3 ma1 ma5 。"
    ),
    "给妈妈画一张画，会好一点。": "gei3 ma1 ma5 hua4 yi4 zhang1 hua4 ， hui4 hao3 yi4 dian3 。",
    "爸爸回来晚了，扎西在踢石头。": "ba4 ba5 hui2 lai2 wan3 le5 ， zha1 xi1 zai4 ti1 shi2 tou5 。",
    "他看着生气，心里也难过。": "ta1 kan4 zhe5 sheng1 qi4 ， xin1 li3 ye3 nan2 guo4 。",
    "气小一点了，可以说：我在等你。": (
        "qi4 xiao3 yi4 dian3 le5 ， ke3 yi3 shuo1 ： wo3 zai4 deng3 ni3 。"
    ),
    "妈妈回来了，小梅躲在奶奶身后。": (
        "ma1 ma5 hui2 lai2 le5 ， xiao3 mei2 duo3 zai4 nai3 nai5 shen1 hou4 。"
    ),
    "她又高兴，又有点害羞。": "ta1 you4 gao1 xing4 ， you4 you3 dian3 hai4 xiu1 。",
    "慢慢来，妈妈会等小梅的。": "man4 man4 lai2 ， ma1 ma5 hui4 deng3 xiao3 mei2 de5 。",
    "小羊去别的村子了，多吉不说话。": (
        "xiao3 yang2 qu4 bie2 de5 cun1 zi5 le5 ， duo1 ji2 bu4 shuo1 hua4 。"
    ),
    "他没有说，可是心里沉沉的。": "ta1 mei2 you3 shuo1 ， ke3 shi4 xin1 li3 chen2 chen2 de5 。",
    "和爷爷说说小羊，心里轻一点。": (
        "he2 ye2 ye5 shuo1 shuo5 xiao3 yang2 ， xin1 li3 qing1 yi4 dian3 。"
    ),
    "央金要去妈妈那里住，奶奶留在家。": (
        "yang1 jin1 yao4 qu4 ma1 ma5 na4 li3 zhu4 ， nai3 nai5 liu2 zai4 jia1 。"
    ),
    "要见妈妈很高兴，又会想奶奶。": (
        "yao4 jian4 ma1 ma5 hen3 gao1 xing4 ， you4 hui4 xiang3 nai3 nai5 。"
    ),
    "可以给奶奶打电话，什么都说说。": (
        "ke3 yi3 gei3 nai3 nai5 da3 dian4 hua4 ， shen2 me5 dou1 shuo1 shuo5 。"
    ),
    "大家都在笑，小雨心里却不想笑。": (
        "da4 jia1 dou1 zai4 xiao4 ， xiao3 yu3 xin1 li3 que4 bu4 xiang3 xiao4 。"
    ),
    "她脸上在笑，心里有点孤单。": "ta1 lian3 shang4 zai4 xiao4 ， xin1 li3 you3 dian3 gu1 dan1 。",
    "可以找一个朋友，说说心里话。": (
        "ke3 yi3 zhao3 yi2 ge5 peng2 you5 ， shuo1 shuo5 xin1 li3 hua4 。"
    ),
    "小虎做梦醒了，不敢再睡。": "xiao3 hu3 zuo4 meng4 xing3 le5 ， bu4 gan3 zai4 shui4 。",
    "梦没有了，害怕还在一点点。": "meng4 mei2 you3 le5 ， hai4 pa4 hai2 zai4 yi4 dian3 dian3 。",
    "可以叫奶奶，一起慢慢呼吸。": "ke3 yi3 jiao4 nai3 nai5 ， yi4 qi3 man4 man4 hu1 xi1 。",
    "弟弟想妈妈哭了，阿依抱着他。": "di4 di5 xiang3 ma1 ma5 ku1 le5 ， a1 yi1 bao4 zhe5 ta1 。",
    "阿依也难过，可是她在帮弟弟。": "a1 yi1 ye3 nan2 guo4 ， ke3 shi4 ta1 zai4 bang1 di4 di5 。",
    "姐姐也可以让奶奶抱一抱。": "jie3 jie5 ye3 ke3 yi3 rang4 nai3 nai5 bao4 yi5 bao4 。",
    "丽丽弄断了朋友的铅笔，没有说。": (
        "li4 li4 nong4 duan4 le5 peng2 you5 de5 qian1 bi3 ， mei2 you3 shuo1 。"
    ),
    "她不是故意的，心里又慌又怕。": "ta1 bu2 shi4 gu4 yi4 de5 ， xin1 li3 you4 huang1 you4 pa4 。",
    "去道歉，再一起想办法。": "qu4 dao4 qian4 ， zai4 yi4 qi3 xiang3 ban4 fa3 。",
    "大家看烟花，木加看着远远的路。": (
        "da4 jia1 kan4 yan1 hua1 ， mu4 jia1 kan4 zhe5 yuan3 yuan3 de5 lu4 。"
    ),
    "烟花很美，他也很想家里人。": "yan1 hua1 hen3 mei3 ， ta1 ye3 hen3 xiang3 jia1 li3 ren2 。",
    "记在心里，以后说给家里人听。": (
        "ji4 zai4 xin1 li3 ， yi3 hou4 shuo1 gei3 jia1 li3 ren2 ting1 。"
    ),
    "小雨和朋友吵架了，都不说话。": (
        "xiao3 yu3 he2 peng2 you5 chao3 jia4 le5 ， dou1 bu4 shuo1 hua4 。"
    ),
    "她还在生气，可是也想朋友。": "ta1 hai2 zai4 sheng1 qi4 ， ke3 shi4 ye3 xiang3 peng2 you5 。",
    "可以说：我们重新玩，好吗？": "ke3 yi3 shuo1 ： wo3 men5 chong2 xin1 wan2 ， hao3 ma5 ？",
    "小军的老师要去别的学校了。": "xiao3 jun1 de5 lao3 shi1 yao4 qu4 bie2 de5 xue2 xiao4 le5 。",
    "他喜欢上老师的课，以后会想她。": (
        "ta1 xi3 huan5 shang4 lao3 shi1 de5 ke4 ， yi3 hou4 hui4 xiang3 ta1 。"
    ),
    "可以做一张卡片，谢谢老师。": "ke3 yi3 zuo4 yi4 zhang1 ka3 pian4 ， xie4 xie5 lao3 shi1 。",
    "次仁把心里的事告诉了老师。": "ci4 ren2 ba3 xin1 li3 de5 shi4 gao4 su5 le5 lao3 shi1 。",
    "开口有点怕，说完心里轻了。": "kai1 kou3 you3 dian3 pa4 ， shuo1 wan2 xin1 li3 qing1 le5 。",
    "心里有事，都可以找人说一说。": (
        "xin1 li3 you3 shi4 ， dou1 ke3 yi3 zhao3 ren2 shuo1 yi5 shuo1 。"
    ),
    "奶奶的手粗粗的、暖暖的，摸摸阿木的头。": (
        "nai3 nai5 de5 shou3 cu1 cu1 de5 、 nuan3 nuan3 de5 ， mo1 mo5 a1 mu4 de5 tou2 。"
    ),
    "他觉得很安心，也心疼奶奶。": "ta1 jue2 de5 hen3 an1 xin1 ， ye3 xin1 teng2 nai3 nai5 。",
    "可以拉着奶奶的手，给她暖一暖。": (
        "ke3 yi3 la1 zhe5 nai3 nai5 de5 shou3 ， gei3 ta1 nuan3 yi5 nuan3 。"
    ),
    "中秋，阿果和爸爸看着一样的月亮。": (
        "zhong1 qiu1 ， a1 guo3 he2 ba4 ba5 kan4 zhe5 yi2 yang4 de5 yue4 liang5 。"
    ),
    "爸爸离她远，心里又很近。": "ba4 ba5 li2 ta1 yuan3 ， xin1 li3 you4 hen3 jin4 。",
    "可以告诉爸爸，这里的月亮什么样。": (
        "ke3 yi3 gao4 su5 ba4 ba5 ， zhe4 li3 de5 yue4 liang5 shen2 me5 yang4 。"
    ),
}
