import type { Block } from '../../workflows/work/body'

/** Subjects of works: two-character words that a search looks for. */
export const topics = [
  ...['急救', '防汛', '用药', '营养', '口腔', '睡眠', '血压', '糖尿', '疫苗', '防火'],
  ...['用电', '燃气', '地震', '滑坡', '雷电', '高温', '谣言', '反诈', '网络', '隐私'],
  ...['土壤', '施肥', '柑橘', '柚子', '水稻', '病虫', '农药', '农机', '养殖', '蜜蜂'],
  ...['湿地', '候鸟', '森林', '垃圾', '节水', '碳排', '芯片', '航天', '天文', '量子'],
]
export const people = ['老人', '儿童', '农户', '工人', '干部', '学生', '司机', '孕妇', '邻居', '游客']

const sentences = [
  '先看清周围是否安全,再动手帮助别人,自己受伤就谁也帮不了。',
  '很多说法听上去有道理,查一查出处就会发现并没有实验支持。',
  '同样的剂量,对不同体重和年龄的人,效果可能完全不一样。',
  '把步骤写在纸上贴在门后,真正需要的时候才不会手忙脚乱。',
  '专业人员到达之前的几分钟,往往决定了后面能挽回多少。',
  '数据每年更新一次,引用时请写明年份和发布的单位。',
  '这一现象背后的原理并不复杂,可以用厨房里的东西演示一遍。',
  '如果出现头晕、恶心或者看东西模糊,应当立刻停下来休息。',
  '山里的天气变化快,出门前看一眼预报,带上雨具和手电。',
  '工具用完要擦干净放回原处,刀口朝里,远离孩子够得着的地方。',
  '专家提醒,网上流传的偏方没有经过检验,不能代替正规的治疗。',
  '家里的线路超过十五年没有检修过,最好请持证的电工来看一看。',
]

/** The same numbers in every run, so that two runs measure the same works. */
export function drawing(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export const pick = <T>(draw: (below: number) => number, list: readonly [T, ...T[]] | readonly T[]): T => {
  const found = list[draw(list.length)]
  if (found === undefined) throw new Error('nothing to pick from')
  return found
}

/** About a kilobyte of text (UTF-8) in four paragraphs, with the topic in some of them. */
export function bodyOf(draw: (below: number) => number, topic: string, person: string): Block[] {
  return Array.from({ length: 4 }, (_, index) => ({
    type: 'paragraph' as const,
    text: [
      index % 2 === 0 ? `说到${topic},${person}最常问的是该从哪里做起。` : '',
      ...Array.from({ length: 3 }, () => pick(draw, sentences)),
    ].join(''),
  }))
}
