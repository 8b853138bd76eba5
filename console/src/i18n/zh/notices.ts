/** What rules tell people inside of Belfry. */
export const notices = {
  title: "通知",
  lead: "规则发给您的站内通知。",
  unread: "{{unread}} 条未读通知",
  unreadMark: "未读",
  levels: { info: "信息", warning: "警告", error: "错误" },
  open: "打开",
  rule: "规则",
  execution: "执行",
  markRead: "标为已读",
  markOneRead: "标为已读：{{title}}",
  markShownRead: "本页全部标为已读",
  readAt: "已读",
  empty: "没有通知",
  emptyText: "规则用动作 notice.send 发给您或您所属角色的通知会显示在这里。",
} as const;
