import type { AlertKind } from "@belfry/model";

/** What each alert is called by people, in both languages: a rule has one text for all who read it. */
const words: Readonly<Record<AlertKind, string>> = {
  "rule.failing": "规则失败率高 · Rule fails too often",
  "rule.silent": "规则久未运行 · Rule has not run",
  "rule.slow": "执行慢于触发间隔 · Rule is slower than its interval",
  "queue.slow": "排队过久 · Executions wait too long",
  "slot.missed": "错过触发时点 · Fire times were missed",
  "node.lost": "节点失联 · Node lost",
  "feed.failing": "监听中断 · Trigger takes no events",
  "connection.parked": "连接熔断 · Connection is broken",
  "execution.poisoned": "执行使节点崩溃，已隔离 · Execution was set aside",
  "backlog.full": "积压已满 · Backlog is full",
  "callback.stopped": "回调已停用 · Callback was stopped",
  "account.failing": "发送账号持续失败 · Sending account fails",
};

/** Liquid that writes what an alert event is about: what it is, of what, and whether it is over. */
export function alertSentence(event: string): string {
  const cases = Object.entries(words)
    .map(([kind, text]) => `{% when "belfry.${kind}", "belfry.${kind}.resolved" %}${text}`)
    .join("");
  const over = `{% if ${event}.type contains ".resolved" %}已恢复 · Over: {% endif %}`;
  // Of the queue there is one.
  const subject = `{% unless ${event}.subject == "queue" %}: {{ ${event}.data.name | default: ${event}.subject }}{% endunless %}`;
  return `${over}{% case ${event}.type %}${cases}{% endcase %}${subject}`;
}
