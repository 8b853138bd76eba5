/**
 * What a refusal of the API means in Chinese, by its code, beyond those that the console says in words of its own in both
 * languages (`problem.codes`). In English the words of the API are shown as they are.
 */
type Refusal = readonly [title: string, remedy: string];

export const refusalsZh: Readonly<Record<string, Refusal | undefined>> = {
  // Messages, and what carries them.
  CHANNEL_NOT_FOUND: ["没有这个渠道。", "从渠道列表里选择。"],
  ACCOUNT_NOT_FOUND: ["这个渠道没有这个发送账号。", "从账号列表里选择，或者不指定账号，由系统选择。"],
  CONFIG_INVALID: ["配置有误，没有保存。", "请按下面的提示改正。"],
  ATTACHMENT_TOO_LARGE: ["附件超过渠道的上限，消息没有发送。", "减少内容，或者提高渠道的上限。"],
  ATTACHMENT_NOT_FOUND: ["没有这个附件，或者它已过期。", "请重新上传。"],
  MESSAGE_SETTLED: ["消息现在的状态不能这样做。", "已发出的不能取消，只有失败的可以重发；请查看各收件人的状态。"],
  CONTENT_REFUSED: ["消息内容违反内容规则。", "改正下面列出的每一处，或请管理员修改策略。"],
  POLICY_NOT_FOUND: ["没有这个策略。", "它可能已被删除，请刷新列表。"],
  SUPPRESSION_NOT_FOUND: ["禁发名单里没有这一项。", "它可能已被移除，请刷新列表。"],
  CALLBACK_NOT_FOUND: ["没有这个回调。", "它可能已被删除，请刷新列表。"],
  CALLBACK_UNVERIFIED: [
    "接收方没有返回验证用的 challenge。",
    "让它对 callback.verification 事件返回状态 200，并在正文里原样返回 challenge，然后再验证一次。",
  ],
  TEMPLATE_NOT_FOUND: ["没有这个模板，或者它已被删除。", "从模板列表里选择。"],
  TEMPLATE_VERSION_NOT_FOUND: ["模板没有这个版本。", "在版本列表里选择，或者不指定版本，使用最新的。"],
  TEMPLATE_VARIABLES_INVALID: ["变量与模板声明的不一致。", "改正下面列出的每个变量。"],
  TEMPLATE_IN_USE: ["还有模板在使用这个布局或片段，不能删除。", "请先修改那些模板。"],
  TEMPLATE_INVALID: ["模板有语法错误。", "改正下面标出的位置。"],
  TEMPLATE_FAILED: ["用这些值无法渲染模板。", '补上缺少的值，或者写上默认值：{{ name | default: "…" }}。'],
  OUTBOUND_BLOCKED: ["这个地址不允许从这里访问。", "请管理员在“管理 → 内网连接”里放行这个主机。"],
  SECRET_IN_USE: ["还有规则或账号使用这个机密，没有删除。", "请先修改它们。"],
  SECRET_UNREADABLE: ["机密无法解密。", "用保存它时的密钥文件启动，或者重新保存这个机密。"],
  NOTICE_NOT_FOUND: ["没有这条通知。", "它可能已过期，请刷新列表。"],
  RECEIPT_REFUSED: ["没有这个回执地址。", "请为账号生成新的地址，并填到服务商那里。"],
  UNSUBSCRIBE_INVALID: ["退订链接不完整，或者不是本系统的。", "请重新点击邮件里的链接。"],

  // Rules and what they are written with.
  RULE_IMPORT_REFUSED: ["部分内容有误，没有导入任何内容。", "改正下面列出的每一处，或者去掉那一部分。"],
  SCHEDULE_INVALID: ["时间表达式无法解析。", "写五段（分 时 日 月 星期），或者在最前面加上秒写六段。"],
  EXPRESSION_INVALID: ["表达式有语法错误。", "改正下面标出的位置。"],
  EXPRESSION_FAILED: ["用这些值无法计算表达式。", "核对表达式里的名称和类型与实际的值。"],
  DURATION_INVALID: ["时长无法解析。", "写成 500ms、5s、30m、1h30m、2d 或 PT5M。"],
  TIME_ZONE_UNKNOWN: ["没有这个时区。", "使用 IANA 名称，例如 Asia/Shanghai 或 UTC。"],
  ACTION_UNKNOWN: ["没有这个动作。", "检查拼写，或者安装带有它的插件。"],
  TRIGGER_UNKNOWN: ["没有这种触发器。", "检查拼写，或者安装带有它的插件。"],
  LABEL_NOT_ALLOWED: ["您只能保存带有自己所属标签的规则。", "给规则加上下面列出的标签和值。"],
  INPUT_NOT_ALLOWED: ["您不能给这个参数这个值。", "从下面列出的值里选择，或请管理员放宽。"],
  SLOTS_TOO_MANY: ["这段时间的触发时点太多，一个文件放不下。", "缩短时间，分几个文件导出。"],
  RECORD_TABLE_FULL: ["数据表的行数已到上限，没有写入。", "删除不需要的行，或者提高上限。"],
  LOOKUP_TOO_LARGE: ["数据表超过 10,000 行，不能用来查值。", "减少行数，或者在动作里读取（record.get）。"],
  DATASET_INVALID: ["这些行无法保存或读取。", "每行一个对象，值为普通的值，每行不超过 4 MiB。"],
  DRY_RUN_BUSY: ["正在试运行的规则已达上限。", "请等几秒再试。"],

  // Executions, and those who carry them out.
  EXECUTION_RETRIED_ALREADY: ["这个执行已从头重试，由新的执行代替。", "请查看新的执行；它失败后可以重试它。"],
  RETRY_STEPS_DIFFER: ["规则的最新版本与这个执行已完成的步骤不一致。", "请从头重试，或者用当时的版本重试。"],
  EXECUTION_POISONED: ["执行它的节点都异常退出，已搁置。", "查明动作为什么让进程退出（内存、本地库），再重试。"],
  FAILURE_GROUP_NOT_FOUND: ["没有这组失败。", "已重试或关闭的不再列出，请刷新。"],
  FAILURES_NOT_FOUND: ["没有符合条件的失败。", "已重试或关闭的不再列出，请刷新。"],
  FAILURE_JOB_NOT_FOUND: ["没有这个批量任务。", "旧的任务会过期，请刷新列表。"],
  FAILURE_JOB_ENDED: ["批量任务已经结束，不能停止。", "需要时请取消各个执行。"],
  APPROVAL_REJECTED: ["第二个人没有放行。", "查看意见；重试执行可以再次申请。"],
  APPROVAL_EXPIRED: ["没有人及时放行。", "重试执行可以再次申请。"],
  NODE_NOT_FOUND: ["没有这个节点。", "重新启动的进程会得到新的编号，请刷新列表。"],
  NODE_LEAVING: ["这个节点正在停止。", "不需要再做什么：它会交出手里的工作。"],
  BREAKER_NOT_OPEN: ["这个连接没有断开，无需恢复。", "在熔断列表里查看哪些连接有问题。"],
  BACKLOG_FULL: ["待办的工作太多，这次没有受理。", "请稍后再试；按计划触发的不受影响。"],
  VAULT_ROTATION_REFUSED: ["现在不能更换主密钥。", "按下面的原因处理后再试。"],

  // Grids.
  GRID_NOT_FOUND: ["没有这个任务矩阵。", "从列表里选择。"],
  GRID_EXISTS: ["已有同名的任务矩阵。", "换一个名字。"],
  GRID_INVALID: ["任务矩阵有误，没有保存。", "改正下面列出的每一处。"],
  GRID_CELL_NOT_FOUND: ["任务矩阵里没有这个格子。", "请刷新列表。"],
  GRID_MEMBERS_INVALID: ["成员有误，没有写入。", "改正下面列出的每一处。"],

  // The way between browser and server.
  BODY_TOO_LARGE: ["请求太大。", "一次少发送一些。"],
  MEDIA_TYPE_UNSUPPORTED: ["这个地址不接受这种内容类型。", "请发送 JSON。"],
  HEADERS_TOO_LARGE: ["地址和请求头太长。", "缩短地址，例如减少筛选条件。"],
  REQUEST_TIMED_OUT: ["请求没有按时到达。", "网络恢复后再试。"],
  SORT_UNKNOWN: ["不能按这个字段排序。", "使用下面列出的字段。"],
  IDEMPOTENCY_KEY_REUSED: ["这个 Idempotency-Key 已用于另一个请求。", "每个新请求使用新的键。"],
  IDEMPOTENCY_IN_FLIGHT: ["相同的请求正在处理。", "请稍等再试。"],
  // Campaigns, contracts and awards.
  CAMPAIGN_NOT_FOUND: ["没有这个活动或这个版本。", "从活动列表里选择；随附的活动要先启用。"],
  CAMPAIGN_INVALID: ["活动规则有误，没有保存。", "改正下面列出的每一处，再保存一次。"],
  CAMPAIGN_REVISION_EXISTS: ["这个版本已经保存过，内容不同。", "换一个新的版本号；旧版本当时的决定仍然可查。"],
  CAMPAIGN_EXISTS: ["已有别人的活动使用这个名称。", "换一个名称。"],
  CONTRACT_INVALID: ["这份合同无法计算。", "在来源里改正；没有任何一行入账。"],
  CONTRACTS_UNREADABLE: ["这些合同读不出来。", "改正下面指出的地方再提交；没有任何一行入账。"],
  INCENTIVE_RUN_INTERRUPTED: ["入账途中活动有了变化。", "再运行一次：已入账的保留，其余接着入账。"],
  INCENTIVE_MONTH_CLOSED: ["这个月已经月结。", "重新打开这个月，或者记入没有月结的月份。"],
  INCENTIVE_MONTH_OPEN: ["这个月没有月结。", "先月结。"],
  INCENTIVE_CONTRACT_NOT_FOUND: ["活动里没有这份合同。", "在合同列表里找；被隔离的在“隔离的行”里。"],
  INCENTIVE_CORRECTION_REFUSED: ["这个更正不能入账。", "先看合同现在的状态。"],
  INCENTIVE_CORRECTION_NOT_FOUND: ["没有这个待处理的更正。", "可能已有人处理过，请刷新更正列表。"],
};
