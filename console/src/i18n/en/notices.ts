import type { Translation } from "../translation.ts";

/** What rules tell people inside of Belfry. */
export const notices = {
  title: "Notices",
  lead: "What rules tell you here in Belfry.",
  unread: "Notices, unread: {{unread}}",
  unreadMark: "Unread",
  levels: { info: "Info", warning: "Warning", error: "Error" },
  open: "Open",
  rule: "Rule",
  execution: "Execution",
  markRead: "Mark as read",
  markOneRead: "Mark as read: {{title}}",
  markShownRead: "Mark all on this page as read",
  readAt: "Read",
  empty: "No notices",
  emptyText: "What rules tell you, or a role that you have, with the action notice.send shows up here.",
} as const satisfies Translation["notices"];
