import * as options from './default-options'
import type { Question } from './types'

export const money: readonly Question[] = [
  {
    key: 'budget',
    kind: 'budget',
    label: { zh: '经费预算', en: 'Budget' },
    group: 'money',
    required: true,
    max: 30,
    options: options.budgetItemOptions,
    identity: false,
  },
  {
    key: 'requestedFen',
    kind: 'money',
    label: { zh: '申请金额', en: 'Amount requested' },
    help: { zh: '不超过经费预算合计。', en: 'At most the sum of the budget.' },
    group: 'money',
    required: true,
    within: 'budget',
    identity: false,
  },
  {
    key: 'selfRaisedFen',
    kind: 'money',
    label: { zh: '自筹金额', en: 'Self-raised amount' },
    group: 'money',
    required: false,
    identity: false,
  },
  {
    key: 'otherFunding',
    kind: 'longtext',
    label: { zh: '已获得或正在申请的其他财政资金', en: 'Other public money received or applied for' },
    help: { zh: '写明来源和金额；没有可不填。', en: 'Source and amount; leave empty if there is none.' },
    group: 'money',
    required: false,
    max: 500,
    // Who gave earlier money to whom is easily looked up.
    identity: true,
  },
]

export const declarations: readonly Question[] = [
  {
    key: 'aiUse',
    kind: 'choice',
    label: { zh: '人工智能使用情况', en: 'Use of artificial intelligence' },
    group: 'declarations',
    required: true,
    options: options.aiUseOptions,
    identity: false,
  },
  {
    key: 'aiStatement',
    kind: 'longtext',
    label: { zh: '人工智能使用说明', en: 'Statement on that use' },
    help: {
      zh: '写明所用工具、用于哪些部分、是否已加标识。',
      en: 'Which tools, for which parts, and whether it is labelled.',
    },
    group: 'declarations',
    required: true,
    requiredOnly: { when: { key: 'aiUse', in: ['assisted', 'generated'] } },
    max: 500,
    identity: false,
  },
  {
    key: 'licence',
    kind: 'choice',
    label: { zh: '授权方式', en: 'Licence offered' },
    group: 'declarations',
    required: true,
    options: options.licenceOptions,
    identity: false,
  },
  {
    key: 'originalityPledge',
    kind: 'pledge',
    label: {
      zh: '本人（本单位）承诺作品为原创，未侵犯他人权利',
      en: 'We pledge that the work is original and infringes no rights',
    },
    group: 'declarations',
    required: true,
    identity: false,
  },
  {
    key: 'integrityPledge',
    kind: 'pledge',
    label: {
      zh: '本人（本单位）承诺申报材料真实，遵守科研诚信要求',
      en: 'We pledge that the application is true and research integrity is kept',
    },
    group: 'declarations',
    required: true,
    identity: false,
  },
]
