import type { DemoWork } from './types'

export const medicine: DemoWork = {
  mode: 'work_call',
  format: 'article',
  theme: 'H',
  audience: ['elderly'],
  discipline: '350',
  title: '家里老人用药，先看这五件事',
  abstract: '不自己加减药、告诉医生正在吃的药、看清有效期和保存方法、用药期间不饮酒、不舒服及时就医。',
  keywords: ['安全用药', '老年人'],
  text: [
    '人上了年纪，常常同时吃好几种药，身体处理药物的能力也会变化，更需要小心。下面五件事，全家人都可以帮着看一看。',
    '- 按医生交代的时间和量吃药，不自己加量、减量或停药。漏服了，先看说明书或问药师，不要下次吃双份。\n- 看病时，把正在吃的所有药，包括中成药和保健品，都告诉医生。不同的药里可能有同一种成分。\n- 看清有效期和保存方法，过期、变色、受潮的药不要再吃。\n- 用药期间尽量不饮酒。服用部分头孢菌素类、甲硝唑等药物期间和停药后几天内饮酒，可能出现面红、心慌、血压下降等严重反应。\n- 用药后出现皮疹、呼吸困难、意识不清等情况，停药并立即就医。',
    '每种药的说明书都不一样，这篇文章不能代替医生和药师的建议。',
  ],
  originality: '由药师根据社区用药咨询中的常见问题撰写。',
  references: '国家药品监督管理局发布的安全用药科普资料。',
  budget: [
    { item: 'remuneration', amountFen: 700_000 },
    { item: 'promotion', amountFen: 300_000 },
  ],
  requestedFen: 1_000_000,
  licence: 'cc-by-4.0',
}

export const thunder: DemoWork = {
  mode: 'work_call',
  format: 'comic',
  theme: 'N',
  audience: ['general', 'farmer'],
  discipline: '170',
  title: '打雷了，往哪儿躲',
  abstract: '田间、山上、水边和家里，四种情形各一页，再加一页雷击后怎样救人。',
  keywords: ['雷电', '避险'],
  pages: [
    '听到雷声就进屋，或躲进关好门窗的汽车。',
    '不在孤立的大树、电线杆下躲雨，不站在山顶。',
    '离开水边和水田，不游泳、不钓鱼。',
    '在家：关好门窗，不淋浴，离金属管道远一些。',
    '被雷击的人身上不带电。没有呼吸心跳时，立即心肺复苏，拨打120。',
  ],
  originality: '脚本和画面均为本团队原创。',
  references: '《防雷减灾管理办法》及气象部门发布的雷电防护科普资料。',
  budget: [{ item: 'production', amountFen: 1_600_000 }],
  requestedFen: 1_500_000,
  licence: 'programme-nonexclusive',
}

/** Drafts: what somebody has written so far. */
export const bagsDraft = {
  title: '塑料袋去哪儿了',
  mode: 'work_call',
  format: 'article',
  theme: 'N',
  audience: ['general'],
  abstract: '从超市到厨房再到垃圾桶，跟踪一只塑料袋的一生。',
}

export const birdsDraft = {
  title: '校园里的十种鸟',
  mode: 'project_grant',
  format: 'comic',
  theme: 'S',
  audience: ['youth'],
  discipline: '180',
  abstract: '学生用一个学期观察记录校园里的鸟，画成可以折叠的小册子。',
  plan: '九月至十二月每周观察一次，由学生记录，教师核对种类；一月至二月绘制。',
  originality: '观察记录和图画均由师生完成。',
}
