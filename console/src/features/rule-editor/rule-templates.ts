import type { Language } from "../../preferences/index.ts";

export const templateNames = ["schedule", "event", "hand"] as const;
export type TemplateName = (typeof templateNames)[number];

/** What a new rule begins with: small, and valid as it is. */
export function ruleTemplate(name: TemplateName, language: Language): string {
  const zh = language === "zh";
  const step = `actions:
  - id: note
    use: noop
    with:
      value: ${zh ? "换成要做的事" : "put here what is to be done"}
`;
  switch (name) {
    case "schedule":
      return `rule: my-report
name: ${zh ? "每日报告" : "Daily report"}
triggers:
  - cron: "0 9 * * *"
    timezone: Asia/Shanghai
${step}`;
    case "event":
      return `rule: my-orders
name: ${zh ? "订单提醒" : "Notice of orders"}
triggers:
  - event: order.paid
condition: event.data.amount >= 100
${step}`;
    case "hand":
      return `rule: my-task
name: ${zh ? "手动任务" : "Task by hand"}
inputs:
  type: object
  properties:
    day:
      type: string
      format: date
      title: ${zh ? "日期" : "Day"}
${step}`;
    default:
      return name satisfies never;
  }
}
