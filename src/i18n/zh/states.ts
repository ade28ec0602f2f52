/** What a state is called. What it means for whoever owns the subject stands in `vocabulary.stateMeanings`. */
export const states = {
  person: {
    active: '正常',
    suspended: '已停用',
  },
  organisation: {
    active: '正常',
    dissolved: '已注销',
  },
  expert: {
    active: '在库',
    retired: '已出库',
  },
  apiKey: {
    active: '有效',
    revoked: '已吊销',
  },
  programme: {
    active: '进行中',
    closed: '已结束',
  },
  fund: {
    open: '使用中',
    closed: '已结清',
  },
  call: {
    draft: '草稿',
    open: '已开放',
    closed: '已截止',
    concluded: '已办结',
    cancelled: '已取消',
  },
  application: {
    submitted: '已提交',
    correction: '待补正',
    accepted: '已受理',
    in_review: '评审中',
    proposed: '拟资助',
    public_notice: '公示中',
    objection_hold: '异议核查中',
    approved: '已入选',
    not_selected: '未入选',
    rejected_formal: '不予受理',
    withdrawn: '已撤回',
    disqualified: '取消资格',
  },
  submission: {
    recorded: '已存档',
  },
  dossier: {
    preparing: '准备中',
    ready: '已就绪',
    blocked: '待人工处理',
  },
  review: {
    assigned: '待确认',
    accepted: '评分中',
    submitted: '已提交',
    declined: '已谢绝',
    recused: '已回避',
  },
  decision: {
    proposed: '待审定',
    confirmed: '已审定',
    rejected: '未通过',
  },
  notice: {
    published: '公示中',
    ended: '已结束',
  },
  objection: {
    raised: '待答复',
    upheld: '成立',
    dismissed: '不成立',
  },
  award: {
    proposed: '拟资助',
    public_notice: '公示中',
    objection_hold: '异议核查中',
    standing: '已成立',
    signed: '已签约',
    delivered: '待验收',
    accepted: '已验收',
    closed: '已结项',
    cancelled: '已取消',
  },
  payment: {
    planned: '未到期',
    requested: '待审批',
    approved: '待拨付',
    paid: '已拨付',
    cancelled: '已取消',
  },
  deliverable: {
    handed_in: '已提交',
    accepted: '已通过',
    returned: '已退回',
  },
  file: {
    sealed: '已封存',
    erased: '已删除',
  },
  work: {
    sci_review: '科学性审核',
    review1: '初审',
    review2: '复审',
    review3: '终审',
    cleared: '待发布',
    released: '已发布',
    withdrawn: '已撤回',
  },
  releaseOrder: {
    open: '使用中',
  },
}
