"""Chinese of safe_kids, and its pinyin as a teacher would write it."""

PINYIN = {
    "安全小故事": "an1 quan2 xiao3 gu4 shi4",
    "怎么做才安全？": "zen3 me5 zuo4 cai2 an1 quan2 ？",
    "轮流来：怎么做才安全？": "lun2 liu2 lai2 ： zen3 me5 zuo4 cai2 an1 quan2 ？",
    "你想了想，找到了安全的办法。": (
        "ni3 xiang3 le5 xiang3 ， zhao3 dao4 le5 an1 quan2 de5 ban4 fa3 。"
    ),
    "你们一起想，找到了安全的办法。": (
        "ni3 men5 yi4 qi3 xiang3 ， zhao3 dao4 le5 an1 quan2 de5 ban4 fa3 。"
    ),
    "球滚进河里了。": "qiu2 gun3 jin4 he2 li3 le5 。",
    "下水捞，还是叫大人？": "xia4 shui3 lao1 ， hai2 shi4 jiao4 da4 ren2 ？",
    "叫大人来拿，人不用下水。": "jiao4 da4 ren2 lai2 na2 ， ren2 bu2 yong4 xia4 shui3 。",
    "河水看着浅，其实很深。": "he2 shui3 kan4 zhe5 qian3 ， qi2 shi2 hen3 shen1 。",
    "车开过来了。": "che1 kai1 guo4 lai2 le5 。",
    "跑过去，还是等一等？": "pao3 guo4 qu4 ， hai2 shi4 deng3 yi5 deng3 ？",
    "等车过去，我们再走。": "deng3 che1 guo4 qu4 ， wo3 men5 zai4 zou3 。",
    "车不能一下子停住。": "che1 bu4 neng2 yi2 xia4 zi5 ting2 zhu4 。",
    "炉子上的汤很烫。": "lu2 zi5 shang4 de5 tang1 hen3 tang4 。",
    "摸一摸锅，还是离远一点？": "mo1 yi5 mo1 guo1 ， hai2 shi4 li2 yuan3 yi4 dian3 ？",
    "离远一点，手就不会烫到。": "li2 yuan3 yi4 dian3 ， shou3 jiu4 bu2 hui4 tang4 dao4 。",
    "锅和汤一样烫，手别碰。": "guo1 he2 tang1 yi2 yang4 tang4 ， shou3 bie2 peng4 。",
    "在外面玩，打雷了。": "zai4 wai4 mian4 wan2 ， da3 lei2 le5 。",
    "站到树下，还是进屋？": "zhan4 dao4 shu4 xia4 ， hai2 shi4 jin4 wu1 ？",
    "进到屋里就安全了。": "jin4 dao4 wu1 li3 jiu4 an1 quan2 le5 。",
    "闪电喜欢找高高的树。": "shan3 dian4 xi3 huan5 zhao3 gao1 gao1 de5 shu4 。",
    "桌上的药很像糖。": "zhuo1 shang4 de5 yao4 hen3 xiang4 tang2 。",
    "尝一尝，还是问奶奶？": "chang2 yi5 chang2 ， hai2 shi4 wen4 nai3 nai5 ？",
    "药要由大人拿给我们。": "yao4 yao4 you2 da4 ren2 na2 gei3 wo3 men5 。",
    "药不是糖，吃了会难受。": "yao4 bu2 shi4 tang2 ， chi1 le5 hui4 nan2 shou4 。",
    "插座坏了。": "cha1 zuo4 huai4 le5 。",
    "碰一碰，还是叫大人？": "peng4 yi5 peng4 ， hai2 shi4 jiao4 da4 ren2 ？",
    "大人知道找谁来修。": "da4 ren2 zhi1 dao4 zhao3 shei2 lai2 xiu1 。",
    "电看不见，碰了很危险。": "dian4 kan4 bu2 jian4 ， peng4 le5 hen3 wei1 xian3 。",
    "大狗正在吃东西。": "da4 gou3 zheng4 zai4 chi1 dong1 xi5 。",
    "去摸它，还是慢慢走开？": "qu4 mo1 ta1 ， hai2 shi4 man4 man4 zou3 kai1 ？",
    "慢慢走开，狗也安心。": "man4 man4 zou3 kai1 ， gou3 ye3 an1 xin1 。",
    "狗吃东西，不想有人靠近。": "gou3 chi1 dong1 xi5 ， bu4 xiang3 you3 ren2 kao4 jin4 。",
    "一个人在家，有人敲门。": "yi2 ge5 ren2 zai4 jia1 ， you3 ren2 qiao1 men2 。",
    "打开门，还是关好门打电话？": "da3 kai1 men2 ， hai2 shi4 guan1 hao3 men2 da3 dian4 hua4 ？",
    "门先不开，打电话给大人。": "men2 xian1 bu4 kai1 ， da3 dian4 hua4 gei3 da4 ren2 。",
    "看不见是谁，先不开门。": "kan4 bu2 jian4 shi4 shei2 ， xian1 bu4 kai1 men2 。",
    "不认识的人给糖，叫你跟他走。": (
        "bu2 ren4 shi5 de5 ren2 gei3 tang2 ， jiao4 ni3 gen1 ta1 zou3 。"
    ),
    "跟他走，还是跑回家？": "gen1 ta1 zou3 ， hai2 shi4 pao3 hui2 jia1 ？",
    "跑回家，告诉大人。": "pao3 hui2 jia1 ， gao4 su5 da4 ren2 。",
    "糖再甜，也不跟他走。": "tang2 zai4 tian2 ， ye3 bu4 gen1 ta1 zou3 。",
    "地上有一个打火机。": "di4 shang4 you3 yi2 ge5 da3 huo3 ji1 。",
    "拿来玩，还是交给奶奶？": "na2 lai2 wan2 ， hai2 shi4 jiao1 gei3 nai3 nai5 ？",
    "交给奶奶，家里就安全。": "jiao1 gei3 nai3 nai5 ， jia1 li3 jiu4 an1 quan2 。",
    "小火苗很快会变大。": "xiao3 huo3 miao2 hen3 kuai4 hui4 bian4 da4 。",
    "小伙伴掉进水里了。": "xiao3 huo3 ban4 diao4 jin4 shui3 li3 le5 。",
    "伸手去拉，还是大声喊大人？": "shen1 shou3 qu4 la1 ， hai2 shi4 da4 sheng1 han3 da4 ren2 ？",
    "大声喊，大人来救最快。": "da4 sheng1 han3 ， da4 ren2 lai2 jiu4 zui4 kuai4 。",
    "伸手去拉，自己也会滑下去。": "shen1 shou3 qu4 la1 ， zi4 ji3 ye3 hui4 hua2 xia4 qu4 。",
    "有人要摸背心短裤盖住的地方。": (
        "you3 ren2 yao4 mo1 bei4 xin1 duan3 ku4 gai4 zhu4 de5 di4 fang5 。"
    ),
    "说不要就走开，还是不出声？": "shuo1 bu2 yao4 jiu4 zou3 kai1 ， hai2 shi4 bu4 chu1 sheng1 ？",
    "身体是自己的，说不，再告诉大人。": (
        "shen1 ti3 shi4 zi4 ji3 de5 ， shuo1 bu4 ， zai4 gao4 su5 da4 ren2 。"
    ),
    "不是你的错，可以说出来。": "bu2 shi4 ni3 de5 cuo4 ， ke3 yi3 shuo1 chu1 lai2 。",
    "有人让你难受，还说别告诉人。": (
        "you3 ren2 rang4 ni3 nan2 shou4 ， hai2 shuo1 bie2 gao4 su5 ren2 。"
    ),
    "藏在心里，还是告诉大人？": "cang2 zai4 xin1 li3 ， hai2 shi4 gao4 su5 da4 ren2 ？",
    "让人难受的秘密，要说出来。": "rang4 ren2 nan2 shou4 de5 mi4 mi4 ， yao4 shuo1 chu1 lai2 。",
    "藏着它，心里会更重。": "cang2 zhe5 ta1 ， xin1 li3 hui4 geng4 zhong4 。",
    "走路去上学，路上有车。": "zou3 lu4 qu4 shang4 xue2 ， lu4 shang5 you3 che1 。",
    "走路中间，还是走路边？": "zou3 lu4 zhong1 jian1 ， hai2 shi4 zou3 lu4 bian1 ？",
    "走路边，离车远一点。": "zou3 lu4 bian1 ， li2 che1 yuan3 yi4 dian3 。",
    "路中间有车要走。": "lu4 zhong1 jian1 you3 che1 yao4 zou3 。",
    "一个秘密让人高兴，一个让人害怕。": (
        "yi2 ge5 mi4 mi4 rang4 ren2 gao1 xing4 ， yi2 ge5 rang4 ren2 hai4 pa4 。"
    ),
    "哪一个要告诉大人？": "na3 yi2 ge5 yao4 gao4 su5 da4 ren2 ？",
    "让人害怕的，要告诉大人。": "rang4 ren2 hai4 pa4 de5 ， yao4 gao4 su5 da4 ren2 。",
    "高兴的惊喜，可以先留着。": "gao1 xing4 de5 jing1 xi3 ， ke3 yi3 xian1 liu2 zhe5 。",
    "草里有一条蛇。": "cao3 li3 you3 yi4 tiao2 she2 。",
    "拿棍子打，还是慢慢退开？": "na2 gun4 zi5 da3 ， hai2 shi4 man4 man4 tui4 kai1 ？",
    "退远一点，蛇也会走开。": "tui4 yuan3 yi4 dian3 ， she2 ye3 hui4 zou3 kai1 。",
    "打它，蛇急了会咬人。": "da3 ta1 ， she2 ji2 le5 hui4 yao3 ren2 。",
    "屋里有烟了。": "wu1 li3 you3 yan1 le5 。",
    "躲到床下，还是弯腰出去？": "duo3 dao4 chuang2 xia4 ， hai2 shi4 wan1 yao1 chu1 qu4 ？",
    "弯下腰出去，再喊大人。": "wan1 xia4 yao1 chu1 qu4 ， zai4 han3 da4 ren2 。",
    "床底下，大人找不到我们。": "chuang2 di3 xia4 ， da4 ren2 zhao3 bu2 dao4 wo3 men5 。",
    "校车开动了。": "xiao4 che1 kai1 dong4 le5 。",
    "站着玩，还是坐好？": "zhan4 zhe5 wan2 ， hai2 shi4 zuo4 hao3 ？",
    "坐好了，车停也不会摔。": "zuo4 hao3 le5 ， che1 ting2 ye3 bu2 hui4 shuai1 。",
    "车一停，站着会摔倒。": "che1 yi4 ting2 ， zhan4 zhe5 hui4 shuai1 dao3 。",
    "池塘结冰了。": "chi2 tang2 jie2 bing1 le5 。",
    "到冰上玩，还是在岸上玩雪？": (
        "dao4 bing1 shang4 wan2 ， hai2 shi4 zai4 an4 shang4 wan2 xue3 ？"
    ),
    "岸上玩雪，脚下很稳。": "an4 shang4 wan2 xue3 ， jiao3 xia4 hen3 wen3 。",
    "冰有薄的地方，会裂开。": "bing1 you3 bao2 de5 di4 fang5 ， hui4 lie4 kai1 。",
    "手机上有人问，你家在哪里。": "shou3 ji1 shang4 you3 ren2 wen4 ， ni3 jia1 zai4 na3 li3 。",
    "告诉他，还是给奶奶看？": "gao4 su5 ta1 ， hai2 shi4 gei3 nai3 nai5 kan4 ？",
    "先给大人看，不用回他。": "xian1 gei3 da4 ren2 kan4 ， bu2 yong4 hui2 ta1 。",
    "家在哪里，不告诉网上的人。": "jia1 zai4 na3 li3 ， bu2 gao4 su5 wang3 shang4 de5 ren2 。",
    "赶集时，看不见奶奶了。": "gan3 ji2 shi2 ， kan4 bu2 jian4 nai3 nai5 le5 。",
    "到处跑，还是站在原地？": "dao4 chu4 pao3 ， hai2 shi4 zhan4 zai4 yuan2 di4 ？",
    "站在原地，奶奶会回来找。": "zhan4 zai4 yuan2 di4 ， nai3 nai5 hui4 hui2 lai2 zhao3 。",
    "到处跑，奶奶更难找到。": "dao4 chu4 pao3 ， nai3 nai5 geng4 nan2 zhao3 dao4 。",
    "风筝挂在电线上了。": "feng1 zheng5 gua4 zai4 dian4 xian4 shang4 le5 。",
    "爬上去，用杆子钩，还是叫大人？": (
        "pa2 shang4 qu4 ， yong4 gan1 zi5 gou1 ， hai2 shi4 jiao4 da4 ren2 ？"
    ),
    "叫大人，他们会找人来拿。": "jiao4 da4 ren2 ， ta1 men5 hui4 zhao3 ren2 lai2 na2 。",
    "高处有电，不能爬。": "gao1 chu4 you3 dian4 ， bu4 neng2 pa2 。",
    "电也会顺着杆子过来。": "dian4 ye3 hui4 shun4 zhe5 gan1 zi5 guo4 lai2 。",
    "有人在深水里喊。": "you3 ren2 zai4 shen1 shui3 li3 han3 。",
    "拉成一串，跳下去，还是喊大人？": (
        "la1 cheng2 yi2 chuan4 ， tiao4 xia4 qu4 ， hai2 shi4 han3 da4 ren2 ？"
    ),
    "喊大人，再扔能浮的东西。": "han3 da4 ren2 ， zai4 reng1 neng2 fu2 de5 dong1 xi5 。",
    "拉成一串，会一起滑下去。": "la1 cheng2 yi2 chuan4 ， hui4 yi4 qi3 hua2 xia4 qu4 。",
    "会游泳的人，也不能下去。": "hui4 you2 yong3 de5 ren2 ， ye3 bu4 neng2 xia4 qu4 。",
    "家里有煤气味。": "jia1 li3 you3 mei2 qi4 wei4 。",
    "开灯，点火，还是开窗出去？": "kai1 deng1 ， dian3 huo3 ， hai2 shi4 kai1 chuang1 chu1 qu4 ？",
    "开窗，出门，再叫大人。": "kai1 chuang1 ， chu1 men2 ， zai4 jiao4 da4 ren2 。",
    "开灯会有火花，先不开。": "kai1 deng1 hui4 you3 huo3 hua1 ， xian1 bu4 kai1 。",
    "有煤气味，不能点火。": "you3 mei2 qi4 wei4 ， bu4 neng2 dian3 huo3 。",
    "手被烫了一下。": "shou3 bei4 tang4 le5 yi2 xia4 。",
    "抹牙膏，忍着，还是冲凉水？": "mo3 ya2 gao1 ， ren3 zhe5 ， hai2 shi4 chong1 liang2 shui3 ？",
    "凉水慢慢冲，再给大人看。": "liang2 shui3 man4 man4 chong1 ， zai4 gei3 da4 ren2 kan4 。",
    "抹了牙膏，热气出不来。": "mo3 le5 ya2 gao1 ， re4 qi4 chu1 bu4 lai2 。",
    "忍着没有用，要先冲凉。": "ren3 zhe5 mei2 you3 yong4 ， yao4 xian1 chong1 liang2 。",
    "有人说，是妈妈叫他来接你。": "you3 ren2 shuo1 ， shi4 ma1 ma5 jiao4 ta1 lai2 jie1 ni3 。",
    "跟他走，自己跑，还是找老师？": "gen1 ta1 zou3 ， zi4 ji3 pao3 ， hai2 shi4 zhao3 lao3 shi1 ？",
    "找老师，让老师打电话问。": "zhao3 lao3 shi1 ， rang4 lao3 shi1 da3 dian4 hua4 wen4 。",
    "先问老师，不上他的车。": "xian1 wen4 lao3 shi1 ， bu2 shang4 ta1 de5 che1 。",
    "一个人跑，路上没有人陪。": "yi2 ge5 ren2 pao3 ， lu4 shang5 mei2 you3 ren2 pei2 。",
    "下大雨，河水漫上小桥。": "xia4 da4 yu3 ， he2 shui3 man4 shang4 xiao3 qiao2 。",
    "跑过桥，走水里，还是等大人？": (
        "pao3 guo4 qiao2 ， zou3 shui3 li3 ， hai2 shi4 deng3 da4 ren2 ？"
    ),
    "等水退了，和大人一起走。": "deng3 shui3 tui4 le5 ， he2 da4 ren2 yi4 qi3 zou3 。",
    "桥上有水，脚会滑。": "qiao2 shang4 you3 shui3 ， jiao3 hui4 hua2 。",
    "水里有坑，我们看不见。": "shui3 li3 you3 keng1 ， wo3 men5 kan4 bu2 jian4 。",
    "肚子疼，谁可以看一看？": "du4 zi5 teng2 ， shei2 ke3 yi3 kan4 yi5 kan4 ？",
    "医生和奶奶，路人，还是关门的人？": (
        "yi1 sheng1 he2 nai3 nai5 ， lu4 ren2 ， hai2 shi4 guan1 men2 de5 ren2 ？"
    ),
    "奶奶陪着，医生可以看。": "nai3 nai5 pei2 zhe5 ， yi1 sheng1 ke3 yi3 kan4 。",
    "不认识的人，不用给他看。": "bu2 ren4 shi5 de5 ren2 ， bu2 yong4 gei3 ta1 kan4 。",
    "有人关上门看，要告诉大人。": "you3 ren2 guan1 shang4 men2 kan4 ， yao4 gao4 su5 da4 ren2 。",
    "一只狗跑过来了。": "yi4 zhi1 gou3 pao3 guo4 lai2 le5 。",
    "快跑，扔石头，还是站着不动？": (
        "kuai4 pao3 ， reng1 shi2 tou5 ， hai2 shi4 zhan4 zhe5 bu2 dong4 ？"
    ),
    "像树一样站着，狗会走开。": "xiang4 shu4 yi2 yang4 zhan4 zhe5 ， gou3 hui4 zou3 kai1 。",
    "一跑，狗就会追。": "yi4 pao3 ， gou3 jiu4 hui4 zhui1 。",
    "扔石头，狗会生气。": "reng1 shi2 tou5 ， gou3 hui4 sheng1 qi4 。",
    "手被小猫抓破了。": "shou3 bei4 xiao3 mao1 zhua1 po4 le5 。",
    "不说，包一包，还是洗净告诉奶奶？": (
        "bu4 shuo1 ， bao1 yi5 bao1 ， hai2 shi4 xi3 jing4 gao4 su5 nai3 nai5 ？"
    ),
    "用肥皂洗，奶奶带你看医生。": "yong4 fei2 zao4 xi3 ， nai3 nai5 dai4 ni3 kan4 yi1 sheng1 。",
    "不说出来，大人没法帮。": "bu4 shuo1 chu1 lai2 ， da4 ren2 mei2 fa3 bang1 。",
    "只贴创可贴，脏东西还在里面。": (
        "zhi3 tie1 chuang1 ke3 tie1 ， zang1 dong1 xi5 hai2 zai4 li3 mian4 。"
    ),
    "大货车要转弯。": "da4 huo4 che1 yao4 zhuan3 wan1 。",
    "站在旁边，跟在后面，还是退远？": (
        "zhan4 zai4 pang2 bian1 ， gen1 zai4 hou4 mian4 ， hai2 shi4 tui4 yuan3 ？"
    ),
    "退远一点，司机才看见我们。": "tui4 yuan3 yi4 dian3 ， si1 ji1 cai2 kan4 jian4 wo3 men5 。",
    "靠太近，司机看不见。": "kao4 tai4 jin4 ， si1 ji1 kan4 bu2 jian4 。",
    "车可能会倒回来。": "che1 ke3 neng2 hui4 dao4 hui2 lai2 。",
    "手机上有人要看你的身体。": "shou3 ji1 shang4 you3 ren2 yao4 kan4 ni3 de5 shen1 ti3 。",
    "发给他，删了不说，还是给大人看？": (
        "fa1 gei3 ta1 ， shan1 le5 bu4 shuo1 ， hai2 shi4 gei3 da4 ren2 kan4 ？"
    ),
    "不是你的错，大人会帮你。": "bu2 shi4 ni3 de5 cuo4 ， da4 ren2 hui4 bang1 ni3 。",
    "身体的照片，谁也不给。": "shen1 ti3 de5 zhao4 pian4 ， shei2 ye3 bu4 gei3 。",
    "先留着，大人才看见。": "xian1 liu2 zhe5 ， da4 ren2 cai2 kan4 jian4 。",
    "有人要抱你，你不想。": "you3 ren2 yao4 bao4 ni3 ， ni3 bu4 xiang3 。",
    "忍着，打他，还是说不要？": "ren3 zhe5 ， da3 ta1 ， hai2 shi4 shuo1 bu2 yao4 ？",
    "不想抱，可以说不要。": "bu4 xiang3 bao4 ， ke3 yi3 shuo1 bu2 yao4 。",
    "不用忍着，可以说。": "bu2 yong4 ren3 zhe5 ， ke3 yi3 shuo1 。",
    "不用打，说出来就好。": "bu2 yong4 da3 ， shuo1 chu1 lai2 jiu4 hao3 。",
    "井盖没有盖好。": "jing3 gai4 mei2 you3 gai4 hao3 。",
    "趴着看，扔石头，还是走开叫大人？": (
        "pa1 zhe5 kan4 ， reng1 shi2 tou5 ， hai2 shi4 zou3 kai1 jiao4 da4 ren2 ？"
    ),
    "走开，叫大人来盖好。": "zou3 kai1 ， jiao4 da4 ren2 lai2 gai4 hao3 。",
    "井边很滑，不能趴。": "jing3 bian1 hen3 hua2 ， bu4 neng2 pa1 。",
    "扔石头，就站太近了。": "reng1 shi2 tou5 ， jiu4 zhan4 tai4 jin4 le5 。",
    "奶奶摔倒了，叫她不应。": "nai3 nai5 shuai1 dao3 le5 ， jiao4 ta1 bu2 ying4 。",
    "用力拉，等一等，还是打电话？": (
        "yong4 li4 la1 ， deng3 yi5 deng3 ， hai2 shi4 da3 dian4 hua4 ？"
    ),
    "打一二零叫救护车，再叫邻居。": (
        "da3 yi1 er4 ling2 jiao4 jiu4 hu4 che1 ， zai4 jiao4 lin2 ju1 。"
    ),
    "用力拉，奶奶会更疼。": "yong4 li4 la1 ， nai3 nai5 hui4 geng4 teng2 。",
    "早点打电话，早点有人来。": "zao3 dian3 da3 dian4 hua4 ， zao3 dian3 you3 ren2 lai2 。",
    "鞭炮没有响。": "bian1 pao4 mei2 you3 xiang3 。",
    "捡起来看，再点一次，还是走远？": (
        "jian3 qi3 lai2 kan4 ， zai4 dian3 yi2 ci4 ， hai2 shi4 zou3 yuan3 ？"
    ),
    "走远一点，让大人去看。": "zou3 yuan3 yi4 dian3 ， rang4 da4 ren2 qu4 kan4 。",
    "它可能过一阵才响。": "ta1 ke3 neng2 guo4 yi2 zhen4 cai2 xiang3 。",
    "再点，可能马上就响。": "zai4 dian3 ， ke3 neng2 ma3 shang4 jiu4 xiang3 。",
    "骑车到了陡坡。": "qi2 che1 dao4 le5 dou3 po1 。",
    "放开手，冲下去，还是下来推？": (
        "fang4 kai1 shou3 ， chong1 xia4 qu4 ， hai2 shi4 xia4 lai2 tui1 ？"
    ),
    "下来推着走，最稳。": "xia4 lai2 tui1 zhe5 zou3 ， zui4 wen3 。",
    "放开手，车会歪。": "fang4 kai1 shou3 ， che1 hui4 wai1 。",
    "太快了，车停不住。": "tai4 kuai4 le5 ， che1 ting2 bu2 zhu4 。",
    "网上的朋友要见面。": "wang3 shang4 de5 peng2 you5 yao4 jian4 mian4 。",
    "一个人去，带同学去，还是告诉奶奶？": (
        "yi2 ge5 ren2 qu4 ， dai4 tong2 xue2 qu4 ， hai2 shi4 gao4 su5 nai3 nai5 ？"
    ),
    "先让大人知道，一起想一想。": "xian1 rang4 da4 ren2 zhi1 dao4 ， yi4 qi3 xiang3 yi5 xiang3 。",
    "一个人去，没有人照看。": "yi2 ge5 ren2 qu4 ， mei2 you3 ren2 zhao4 kan4 。",
    "同学一起，也要大人陪。": "tong2 xue2 yi4 qi3 ， ye3 yao4 da4 ren2 pei2 。",
    "田边有一个饮料瓶。": "tian2 bian1 you3 yi2 ge5 yin3 liao4 ping2 。",
    "喝一口，闻一闻，还是告诉大人？": (
        "he1 yi4 kou3 ， wen2 yi5 wen2 ， hai2 shi4 gao4 su5 da4 ren2 ？"
    ),
    "里面可能是农药，叫大人收。": "li3 mian4 ke3 neng2 shi4 nong2 yao4 ， jiao4 da4 ren2 shou1 。",
    "饮料瓶里，不一定是饮料。": "yin3 liao4 ping2 li3 ， bu4 yi2 ding4 shi4 yin3 liao4 。",
    "闻一闻，头也会晕。": "wen2 yi5 wen2 ， tou2 ye3 hui4 yun1 。",
    "有人给钱，叫你别告诉奶奶。": "you3 ren2 gei3 qian2 ， jiao4 ni3 bie2 gao4 su5 nai3 nai5 。",
    "收下，退回不说，还是告诉奶奶？": (
        "shou1 xia4 ， tui4 hui2 bu4 shuo1 ， hai2 shi4 gao4 su5 nai3 nai5 ？"
    ),
    "叫人保密的钱，要告诉大人。": "jiao4 ren2 bao3 mi4 de5 qian2 ， yao4 gao4 su5 da4 ren2 。",
    "收了不说，心里会很重。": "shou1 le5 bu4 shuo1 ， xin1 li3 hui4 hen3 zhong4 。",
    "退回很好，也要说出来。": "tui4 hui2 hen3 hao3 ， ye3 yao4 shuo1 chu1 lai2 。",
    "大家去水库玩水，没有大人。": "da4 jia1 qu4 shui3 ku4 wan2 shui3 ， mei2 you3 da4 ren2 。",
    "都下去，只洗脚，还是换地方玩？": (
        "dou1 xia4 qu4 ， zhi3 xi3 jiao3 ， hai2 shi4 huan4 di4 fang5 wan2 ？"
    ),
    "换个地方玩，下水要有大人。": "huan4 ge5 di4 fang5 wan2 ， xia4 shui3 yao4 you3 da4 ren2 。",
    "人多了，水还是很深。": "ren2 duo1 le5 ， shui3 hai2 shi4 hen3 shen1 。",
    "岸边很滑，脚会滑下去。": "an4 bian1 hen3 hua2 ， jiao3 hui4 hua2 xia4 qu4 。",
    "告诉了一个大人，他没有听。": "gao4 su5 le5 yi2 ge5 da4 ren2 ， ta1 mei2 you3 ting1 。",
    "不再说，生气，还是再找一个大人？": (
        "bu2 zai4 shuo1 ， sheng1 qi4 ， hai2 shi4 zai4 zhao3 yi2 ge5 da4 ren2 ？"
    ),
    "再找一个，直到有人听。": "zai4 zhao3 yi2 ge5 ， zhi2 dao4 you3 ren2 ting1 。",
    "不说了，难受还在。": "bu4 shuo1 le5 ， nan2 shou4 hai2 zai4 。",
    "可以生气，然后再去说。": "ke3 yi3 sheng1 qi4 ， ran2 hou4 zai4 qu4 shuo1 。",
}
