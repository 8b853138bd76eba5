/** The frame around every page. */
export const shell = {
  navigation: {
    label: "主导航",
    rules: "规则",
    executions: "执行",
    events: "事件",
    calendars: "日历",
    approvals: "审批",
    sandbox: "邮件沙箱",
    messages: "消息",
    variables: "变量",
    settings: "设置",
    administration: "管理",
    users: "用户",
    roles: "角色",
    keys: "API 密钥",
    secrets: "机密",
    connections: "内网连接",
    installation: "系统设置",
    audit: "审计日志",
    open: "打开导航",
    skip: "跳到正文",
  },
  live: {
    open: "实时更新",
    closed: "实时连接中断，每 5 秒刷新一次",
  },
} as const;
