/** What a state means for whoever owns the subject, in one sentence. */
export const stateMeanings = {
  person: {
    active: '可以登录和办理。',
    suspended: '暂时不能办理任何事项，请联系管理员。',
  },
  organisation: {
    active: '可以参加申报。',
    dissolved: '不再参加申报。',
  },
  expert: {
    active: '可以安排评审。',
    retired: '不再安排评审。',
  },
  apiKey: {
    active: '可以取用已发布作品。',
    revoked: '不能再使用。',
  },
  programme: {
    active: '可以发布征集。',
    closed: '不再发布征集。',
  },
  fund: {
    open: '可以拨入、预留和拨付。',
    closed: '不再变动。',
  },
  call: {
    draft: '尚未公开，可以修改。',
    open: '按公告的时间受理申报，内容已冻结。',
    closed: '不再受理，正在评审。',
    concluded: '全部结果已公布。',
    cancelled: '本次征集不再进行。',
  },
  application: {
    submitted: '已收到，等待形式审查。',
    correction: '请按所列各项修改后重新提交。',
    accepted: '形式审查通过，等待安排专家。',
    in_review: '专家正在盲审。',
    proposed: '已列入拟资助名单，等待公示。',
    public_notice: '正在公示，期满无异议即成立。',
    objection_hold: '收到异议，核查后告知结果。',
    approved: '公示结束，资助成立。',
    not_selected: '本次未能入选，欢迎继续创作。',
    rejected_formal: '未通过形式审查，理由已列明。',
    withdrawn: '由申报人撤回，草稿仍保留。',
    disqualified: '异议成立，资助取消。',
  },
  submission: {
    recorded: '提交的版本不可更改。',
  },
  dossier: {
    preparing: '正在生成去除身份信息的副本。',
    ready: '可以安排盲审。',
    blocked: '有文件未能去除身份信息。',
  },
  review: {
    assigned: '请确认是否需要回避。',
    accepted: '已确认无利害关系，请评分。',
    submitted: '评分已提交，不能再改。',
    declined: '专家未接受此项评审。',
    recused: '因回避取消。',
  },
  decision: {
    proposed: '等待另一位审定人确认。',
    confirmed: '经费已预留，可以公示。',
    rejected: '审定人未确认，理由已列明。',
  },
  notice: {
    published: '公示期内任何人可以提出异议。',
    ended: '公示期已满。',
  },
  objection: {
    raised: '正在核查。',
    upheld: '异议成立，相关资助取消。',
    dismissed: '异议不成立，理由已答复。',
  },
  award: {
    proposed: '已审定，等待公示。',
    public_notice: '期满无异议即成立。',
    objection_hold: '暂缓，核查后告知结果。',
    standing: '请签订资助协议。',
    signed: '请按约定完成并提交成果。',
    delivered: '成果已提交，等待验收。',
    accepted: '成果通过验收，作品进入审校。',
    closed: '款项结清，项目办结。',
    cancelled: '异议成立，资助取消。',
  },
  payment: {
    planned: '满足拨付条件后办理。',
    requested: '已申请拨付，等待财务审批。',
    approved: '已审批，等待拨付。',
    paid: '请留意到账情况。',
    cancelled: '不再拨付。',
  },
  deliverable: {
    handed_in: '等待验收。',
    accepted: '验收通过。',
    returned: '请修改后重新提交。',
  },
  file: {
    sealed: '原件已封存，不可更改。',
    erased: '内容已删除，仅保留记录。',
  },
  work: {
    sci_review: '等待专家审核科学性。',
    review1: '等待初审编辑。',
    review2: '等待复审编辑。',
    review3: '等待终审编辑。',
    cleared: '三审通过，可以发布。',
    released: '媒体和公众可以使用。',
    withdrawn: '不再提供，请各方停用。',
  },
  releaseOrder: {
    open: '发布日志按序记录。',
  },
}
