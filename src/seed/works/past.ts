import type { DemoWork } from './types'

export const heat: DemoWork = {
  mode: 'work_call',
  format: 'article',
  theme: 'H',
  audience: ['worker', 'elderly', 'general'],
  discipline: '330',
  title: '高温天气里怎样防中暑',
  abstract: '身体靠什么散热，哪些信号说明要中暑了，户外工作和居家分别该怎么做，身边有人中暑先做什么。',
  keywords: ['中暑', '高温', '热射病', '急救'],
  text: [
    '人的体温要保持在一个很窄的范围里。天热时，身体主要靠两件事散热：皮肤里的血管扩张，把热量带到体表；出汗，让汗水蒸发时带走热量。气温越高、空气越潮湿，汗就越难蒸发，热量积在体内，人就可能中暑。',
    '# 身体发出的信号',
    '头晕、头痛、口渴、大汗、乏力、恶心、心慌，是中暑的早期信号。这时就要停下手里的事，到阴凉处休息、补水。如果体温升到40℃左右，出现说胡话、抽搐、昏迷，可能是热射病。热射病会损伤多个器官，有生命危险，必须立即拨打120，并马上开始降温。',
    '# 平时怎么防',
    '- 尽量避开上午10点到下午4点外出；必须外出时戴遮阳帽，穿浅色、宽松、透气的衣服。\n- 不等口渴再喝水，少量多次；出汗很多时，适当喝含电解质的饮料。\n- 室温很高时，只吹电风扇不够，要开空调，或到有空调的公共场所避暑。\n- 任何时候都不要把孩子或老人单独留在关着的车里。',
    '老人、婴幼儿、孕妇、慢性病患者和户外劳动者更容易中暑，家人和同事要多留意。按照《防暑降温措施管理办法》，日最高气温达到40℃以上时，用人单位应当停止当天的室外露天作业；达到37℃以上、40℃以下时，全天安排室外露天作业的时间累计不得超过6小时，气温最高的3小时内不得安排室外露天作业。',
    '# 有人中暑，先做这几步',
    '把人移到阴凉通风处，解开衣物，用冷水擦身、扇风，帮助散热；神志清醒的，让他小口喝水。神志不清的不要喂水，让他侧卧，防止呕吐物堵住呼吸道，拨打120，在等待时持续降温。',
  ],
  originality: '文字为医务人员根据门诊健康宣教内容原创撰写，未在其他平台发表。',
  references: '1. 《职业性中暑的诊断》（GBZ 41—2019）。\n2. 《防暑降温措施管理办法》（安监总安健〔2012〕89号）。',
  budget: [
    { item: 'remuneration', amountFen: 800_000 },
    { item: 'experts', amountFen: 400_000 },
  ],
  requestedFen: 1_200_000,
  licence: 'cc-by-4.0',
}

/** Added by the correction of the released article. */
export const heatCorrection = {
  after: '不等口渴再喝水',
  text: '有高血压、心脏病、肾病等慢性病的人，喝多少水、要不要补充电解质，应听从医生的建议。',
  reason: '补充慢性病患者补水、补充电解质应遵医嘱的提醒。',
}

export const codes: DemoWork = {
  mode: 'work_call',
  format: 'article',
  theme: 'O',
  audience: ['elderly', 'general'],
  discipline: '620',
  title: '手机验证码，为什么谁也不能给',
  abstract: '一串几位数字，为什么骗子总想要？说清验证码的用处，教家里老人认出几种常见骗法，被骗后马上做什么。',
  keywords: ['验证码', '防诈骗', '老年人', '信息安全'],
  text: [
    '登录、付款、修改密码时，手机常会收到一条短信，里面有几位数字，这就是验证码。它相当于一把只能用一次的钥匙：谁拿到它，系统就把谁当成你本人。所以，正规的银行、平台、公安机关和客服人员，都不会向你索要验证码。',
    '# 骗子怎样要验证码',
    '- 冒充客服，说要退款、取消会员，让你念出短信里的数字。\n- 冒充亲友，说手机坏了，要借你的手机号收一条短信。\n- 冒充公检法，说你涉案，要配合“核查资金”。\n- 让你下载会议软件、打开“屏幕共享”，这样短信一到，他就看见了。',
    '记住一条就够：凡是要验证码的、要你共享屏幕的、要你把钱转到“安全账户”的，都是诈骗。世上没有什么“安全账户”。拿不准时，先挂断，再拨打亲友原来的号码，或银行卡背面的客服电话去核实。',
    '# 如果已经说出去了',
    '马上联系银行，挂失或冻结账户，修改支付和登录密码；保存聊天和转账记录，拨打110报警。接到96110打来的电话要接听，这是反电信网络诈骗专用号码，来电可能是在提醒你正在遭遇诈骗。',
    '子女可以和老人约好：凡是涉及转钱和验证码的事，先给家里打个电话再做。多等五分钟，往往就能识破骗局。',
  ],
  originality: '根据社区讲座的讲稿改写，文字均为本人原创。',
  references: '《中华人民共和国反电信网络诈骗法》（2022年12月1日起施行）。',
  budget: [{ item: 'remuneration', amountFen: 900_000 }],
  requestedFen: 800_000,
  licence: 'programme-nonexclusive',
}

export const kitchen: DemoWork = {
  mode: 'work_call',
  format: 'comic',
  theme: 'S',
  audience: ['youth'],
  discipline: '150',
  title: '厨房里的化学',
  abstract: '跟着一锅、一碗、一块抹布，看厨房里每天都在发生的化学变化，最后记住一条不能试的。',
  keywords: ['化学', '厨房', '小学生', '实验安全'],
  pages: [
    '小苏打遇到白醋，咕嘟咕嘟冒泡，放出的是二氧化碳。',
    '鸡蛋一煮就变硬：蛋清里的蛋白质受热，形状变了，再也变不回去。',
    '油和水合不来。洗洁精一头亲水、一头亲油，把油污拉进水里冲走。',
    '切开的苹果会变褐色：果肉里的物质遇到空气，在酶的帮助下被氧化。',
  ],
  originality: '师生共同构思，分镜和画面均为原创。',
  references: '义务教育科学课程标准（2022年版）中“物质的变化与化学反应”部分。',
  budget: [
    { item: 'production', amountFen: 1_200_000 },
    { item: 'printing', amountFen: 500_000 },
  ],
  requestedFen: 1_600_000,
  licence: 'cc-by-nc-4.0',
}

export const kitchenSafety = '不能试：含氯消毒液和洁厕灵混在一起，会放出有毒的氯气。'

const river = {
  mode: 'work_call',
  theme: 'N',
  audience: ['general', 'farmer'],
  discipline: '180',
  title: '长江里的鱼，为什么要歇一歇',
  keywords: ['长江', '十年禁渔', '生物多样性'],
  originality: '脚本、画面和配音均由本团队完成。',
  references: '1. 《中华人民共和国长江保护法》。\n2. 农业农村部关于长江流域重点水域禁捕范围和时间的通告（2019年）。',
  budget: [
    { item: 'production', amountFen: 1_500_000 },
    { item: 'copyright', amountFen: 300_000 },
  ],
  requestedFen: 1_800_000,
  licence: 'cc-by-4.0',
} satisfies Partial<DemoWork>

const riverAbstract =
  '长江干流和重要支流等重点水域，最迟从2021年1月1日零时起实行暂定10年的常年禁捕。鱼要长大、要繁殖，都需要时间：说清禁渔为什么是十年，以及我们能做什么。'

export const riverFilm: DemoWork = { ...river, format: 'video', abstract: `${riverAbstract}（演示文件为占位画面。）` }

/** The same work where the machine cannot make a film. */
export const riverComic: DemoWork = {
  ...river,
  format: 'comic',
  abstract: riverAbstract,
  pages: [
    '许多鱼要长几年才能第一次产卵。捕得太早，就没有下一代。',
    '禁捕十年，能让不少鱼类繁殖两三代，种群才有机会恢复。',
    '我们能做的：不捕、不买、不吃长江野生鱼，看到非法捕捞及时举报。',
  ],
}

export const quake: DemoWork = {
  mode: 'project_grant',
  format: 'comic',
  theme: 'N',
  audience: ['general', 'youth'],
  discipline: '620',
  title: '地震来了，这几秒怎么用',
  abstract: '一套可张贴在楼道和教室的避险漫画：室内、室外、震后三种情形，每页一个动作。',
  keywords: ['地震', '避险', '应急科普'],
  plan: '四月完成脚本并请专家审核，五月至六月绘制，七月在两个社区和一所学校试用，八月根据反馈修改后交付。成果为六页漫画，含可打印版本。',
  originality: '画面和文字均为新创作，动作要领请专家逐条核对。',
  references: '《中华人民共和国防震减灾法》。',
  budget: [
    { item: 'production', amountFen: 3_200_000 },
    { item: 'experts', amountFen: 600_000 },
    { item: 'printing', amountFen: 900_000 },
  ],
  requestedFen: 4_500_000,
  licence: 'programme-nonexclusive',
}

export const quakePages = [
  '感到摇晃，先伏地，再遮挡，手抓牢。',
  '在室内：躲到结实的桌下或内墙墙角，护住头颈，远离窗户和吊灯。',
  '不跳楼，不乘电梯，摇晃时不往外冲。',
  '在室外：移到空旷处，避开高楼、电线杆和广告牌。',
  '摇晃停了：关火、关气、关电，走楼梯有序撤离，防备余震。',
  '平时备好应急包：水、食物、手电、哨子、常用药。',
]

export const clouds: DemoWork = {
  mode: 'work_call',
  format: 'article',
  theme: 'S',
  audience: ['youth', 'general'],
  discipline: '170',
  title: '看云能知道要下雨吗',
  abstract: '从最常见的几种云说起，讲看云识天气什么时候靠得住，什么时候靠不住。',
  keywords: ['云', '天气'],
  text: [
    '云由极小的水滴或冰晶组成。气象上按形状和高度把云分成十属，常听说的卷云、积云、层云都在其中。',
    '夏天午后，像花椰菜一样向上猛长、顶部散开成铁砧状的，是积雨云。它常带来雷电、大风和短时强降雨，看到它就该收拾东西回屋。高空像羽毛一样的卷云，本身不下雨，但如果越来越厚、越来越低，往往说明天气系统正在靠近。',
    '看云只能帮我们判断眼前几个小时的大概变化。要知道明天、后天的天气，还是要看气象部门的预报和预警。',
  ],
  originality: '文字和结构为本人原创。',
  references: '中国气象局发布的云分类科普资料。',
  budget: [{ item: 'remuneration', amountFen: 600_000 }],
  requestedFen: 600_000,
  licence: 'cc-by-4.0',
}

export const light: DemoWork = {
  mode: 'work_call',
  format: 'article',
  theme: 'S',
  audience: ['youth'],
  discipline: '180',
  title: '植物为什么向着光弯',
  abstract: '窗台上的豆苗总往窗外弯。用一个纸盒小实验，看看植物怎样“知道”光在哪边。',
  keywords: ['植物', '向光性'],
  text: [
    '把豆苗放在只有一侧开口的纸盒里，几天后，它会朝开口的方向弯过去。这叫向光性。',
    '植物的茎尖能感受光。受到单侧光照射时，生长素在背光的一侧分布较多，这一侧的细胞伸长得更快，茎就向有光的一侧弯曲。',
    '做这个实验时，可以再放一盆在四面透光的地方对照：它会直着向上长。一次只改变一个条件，才能看出是什么在起作用。',
  ],
  originality: '由教师根据课堂实验整理撰写。',
  references: '普通高中教科书《生物学》选择性必修1“植物生命活动的调节”。',
  budget: [{ item: 'remuneration', amountFen: 500_000 }],
  requestedFen: 500_000,
  licence: 'cc-by-nc-4.0',
}
