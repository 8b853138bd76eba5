/** 为什么触发、为什么没触发、会不会触发。 */
export const explain = {
  why: "为什么？",
  whyAt: "为什么：{{what}}",
  rule: "规则 {{rule}}：为什么？",
  eventTitle: "事件 {{id}}：为什么？",
  executionTitle: "执行 {{id}}：为什么？",
  at: "时间",
  atHint: "过去、现在或将来都可以；整分钟表示这一分钟内。",
  ofToday: "现在按今天的值判断。",
  execution: "执行 #{{id}}",
  calendar: "日历 {{name}}",
  answers: { yes: "是", no: "否", unknown: "未知", info: "说明" },
  verdicts: { yes: "通过", no: "未通过", unknown: "未知", info: "说明" },
} as const;
