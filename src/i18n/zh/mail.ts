export const mail = {
  hello: '{name}，您好！',
  open: '请打开以下链接查看或办理：',
  closing: '此邮件由系统自动发出，请勿直接回复。\n九龙坡区繁荣科普创作资助计划 · 科普共创\n{site}',
  events: {
    verify_email: {
      subject: '请验证您的邮箱',
      text: '感谢您注册科普共创账号。请打开下面的链接，输入注册时设置的密码，即可完成邮箱验证并登录。\n如果不是您本人注册，请忽略此邮件。',
    },
    reset_password: {
      subject: '重设密码',
      text: '我们收到了重设密码的请求。请在一小时内打开下面的链接设置新密码；设置后，已登录的设备需要重新登录。\n如果不是您本人操作，请忽略此邮件，原密码继续有效。',
    },
    account_exists: {
      subject: '您已有账号',
      text: '刚才有人用您的邮箱注册科普共创账号。您已经有账号了，直接登录即可；忘记密码的，可以在登录页面重设。\n如果不是您本人操作，请忽略此邮件，账号没有任何变化。',
    },
    password_changed: {
      subject: '密码已更改',
      text: '您的科普共创账号的密码已于 {at}（北京时间）更改，其他设备上的登录已全部退出。\n如果不是您本人操作，请立即打开下面的链接重设密码，并联系受理窗口。',
    },
    application_received: {
      subject: '申报已收到：{number}',
      text: '您的申报已收到，编号 {number}，回执号 {receipt}，第 {version} 版。请妥善保存编号和回执号。\n接下来由工作人员进行形式审查，结果会发邮件告知。',
    },
    application_returned: {
      subject: '申报需要补正：{number}',
      text: '您的申报 {number} 经形式审查需要补正。需要改正的各项及理由已逐条列明，请在 {dueAt}（北京时间）前修改并重新提交。已填写的内容都在。',
    },
    application_accepted: {
      subject: '申报已受理：{number}',
      text: '您的申报 {number} 已通过形式审查，正式受理。接下来由专家进行盲审，评审专家看不到申报人的姓名和单位。',
    },
    application_rejected: {
      subject: '申报未予受理：{number}',
      text: '很遗憾，您的申报 {number} 未通过形式审查，不予受理。各项结论和理由已逐条列明。草稿仍然保留，欢迎参加以后的征集。',
    },
    application_withdrawn: {
      subject: '申报已撤回：{number}',
      text: '按您的操作，申报 {number} 已撤回，不再进入审查。草稿仍然保留，征集截止前可以修改后重新提交。\n如果不是您本人操作，请联系受理窗口。',
    },
    application_not_selected: {
      subject: '遴选结果：{number}',
      text: '感谢您的创作。您的申报 {number} 已完成专家评审，本次未能入选。评审情况可登录查看，欢迎继续创作并参加以后的征集。',
    },
    review_assigned: {
      subject: '请评审作品：{code}',
      text: '请您评审编号为 {code} 的作品，截止时间 {dueAt}（北京时间）。请先确认是否需要回避，再开始评分。评分随时保存，提交前可以修改。',
    },
    review_due: {
      subject: '评审即将截止：{code}',
      text: '提醒：您评审的作品 {code} 将于 {dueAt}（北京时间）截止，尚未提交评分。已保存的评分都在；如不能按时完成，请登录谢绝，以便另行安排专家。',
    },
    review_overdue: {
      subject: '评审已过期：{code}',
      text: '您评审的作品 {code} 已于 {dueAt}（北京时间）截止，评分尚未提交。请尽快提交；如不能完成，请登录谢绝，以便另行安排专家。',
    },
    review_recused: {
      subject: '一项评审任务已取消',
      text: '您的一项评审任务因回避安排已经取消，不需要再评分。感谢您的支持。',
    },
    decision_confirmed: {
      subject: '审定已确认',
      text: '您提出的资助方案已由审定人确认，经费已预留。接下来请发布公示。',
    },
    decision_rejected: {
      subject: '审定未通过',
      text: '您提出的资助方案未获审定人确认，理由可登录查看。请调整后重新提出。',
    },
    award_in_public_notice: {
      subject: '拟资助公示：{number}',
      text: '祝贺您！申报 {number} 已列入拟资助名单并开始公示，公示至 {lastDay}。公示无异议后，资助正式成立。',
    },
    award_on_hold: {
      subject: '公示收到异议：{number}',
      text: '申报 {number} 在公示期间收到异议，正在核查。核查期间该项资助暂缓，其他项目不受影响；结果会及时告知您。',
    },
    award_standing: {
      subject: '资助成立：{number}',
      text: '公示结束，申报 {number} 的资助正式成立。请登录签订资助协议。',
    },
    award_cancelled: {
      subject: '资助取消：{number}',
      text: '经核查，针对申报 {number} 的异议成立，该项资助取消。核查结论可登录查看；如有不同意见，可向受理窗口提出。',
    },
    objection_to_answer: {
      subject: '收到异议，请办理：{receipt}',
      text: '公示收到一件异议，回执号 {receipt}。请及时核查并答复，核查期间相关资助暂缓。',
    },
    objection_dismissed: {
      subject: '异议不成立：{number}',
      text: '经核查，针对申报 {number} 的异议不成立，公示继续进行。',
    },
    deliverable_returned: {
      subject: '成果需要修改：{number}',
      text: '申报 {number} 提交的成果需要修改，理由可登录查看。请修改后重新提交。',
    },
    deliverable_accepted: {
      subject: '成果通过验收：{number}',
      text: '祝贺您！申报 {number} 的成果已通过验收，作品编号 {work}。接下来进行科学性审核和三审三校，通过后向媒体和公众发布。',
    },
    payment_made: {
      subject: '资助款已拨付：{number}',
      text: '申报 {number} 的第 {n} 笔资助款 {amount} 已拨付，请留意到账情况。',
    },
    work_released: {
      subject: '作品已发布：{number}',
      text: '祝贺您！您的作品 {number} 已通过科学性审核和三审，正式发布，媒体和公众可以在作品库中查看和取用。感谢您为科普所做的创作。',
    },
    uploads_abandoned: {
      subject: '未传完的文件已清除',
      text: '您有 {count} 个文件没有传完，{days} 天内没有继续，已经清除。已传完的文件不受影响；需要时请重新上传。',
    },
  },
}
