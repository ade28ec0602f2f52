export const verbs = {
  person: {
    register: '注册',
    join: '加入单位',
    grant_role: '授予角色',
    revoke_role: '收回角色',
    suspend: '停用',
    restore: '恢复',
  },
  organisation: {
    create: '登记单位',
  },
  expert: {
    enrol: '纳入专家库',
    retire: '移出专家库',
    renew: '续聘',
  },
  apiKey: {
    issue: '签发密钥',
    change_scope: '调整范围',
    revoke: '吊销',
  },
  programme: {
    create: '新建计划',
    close: '结束计划',
  },
  fund: {
    create: '新建经费',
    allocate: '拨入经费',
    correct_allocation: '更正拨入',
    close: '结清',
  },
  call: {
    create: '新建征集',
    amend: '修改',
    open: '开放征集',
    close: '截止',
    conclude: '办结',
    cancel: '取消征集',
  },
  file: {
    seal: '封存',
    record_renditions: '登记转换件',
  },
  application: {
    submit: '提交申报',
    resubmit: '提交补正',
    withdraw: '撤回申报',
    accept: '受理',
    return_for_correction: '退回补正',
    reject: '不予受理',
    assign: '安排专家',
  },
  dossier: {
    complete: '完成副本',
    block: '转人工处理',
    release_anyway: '人工放行',
  },
  review: {
    accept: '接受评审',
    submit: '提交评分',
    decline: '谢绝评审',
    recuse: '安排回避',
  },
  decision: {
    propose: '提出资助方案',
    confirm: '确认审定',
    reject: '不予通过',
  },
  notice: {
    publish: '发布公示',
    end: '结束公示',
  },
  objection: {
    raise: '提出异议',
    uphold: '认定成立',
    dismiss: '认定不成立',
  },
  award: {
    sign: '签订协议',
    deliver: '提交成果',
    return_deliverable: '退回修改',
    accept_deliverable: '通过验收',
    close: '结项',
  },
  payment: {
    request: '申请拨付',
    approve: '审批拨付',
    pay: '登记拨付',
  },
  work: {
    pass_science: '通过科学性审核',
    pass: '通过',
    send_back: '退回初审',
    release: '发布',
    correct: '发布更正',
    withdraw: '撤回作品',
  },
  releaseOrder: {
    create: '启用发布日志',
  },
}
