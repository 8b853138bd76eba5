import type { Rule } from "@belfry/model";
import { alertSentence } from "./alert-words.ts";

const folder = "belfry/alerts";
const labels = { belfry: "alerts" };
const source = "belfry:/alerts";

/**
 * One notice for all that comes within ten seconds: when a system goes away that a hundred rules need, a hundred notices
 * would hide it.
 */
const together = { size: 100, within: "10s" };

/** What is the same for all: who is told what. Their own silence means that nothing is wrong. */
function alertRule({
  rule,
  name,
  description,
  types,
  level,
}: Pick<Rule, "rule" | "name"> & {
  readonly description: string;
  readonly types: readonly string[];
  readonly level: "warning" | "error";
}): Rule {
  const many = "{{ trigger.events.size }} 条告警 · {{ trigger.events.size }} alerts";
  const title = `{% if trigger.events.size > 1 %}${many}{% else %}${alertSentence("event")}{% endif %}`;
  const line = `${alertSentence("one")} ({{ one.subject }}) · {{ one.data.since | date: "%Y-%m-%d %H:%M" }}`;
  const body = `{% for one in trigger.events %}${line}\n{% endfor %}`;
  return {
    rule,
    name,
    description,
    folder,
    labels,
    alerts: { silentAfter: false },
    triggers: types.map((type) => ({
      id: type.replaceAll(".", "-"),
      event: `belfry.${type}*`,
      source,
      batch: together,
    })),
    actions: [
      {
        id: "tell",
        use: "notice.send",
        with: {
          title,
          body,
          level: `\${{ event.type.endsWith(".resolved") ? "info" : "${level}" }}`,
          link: `\${{ event.data.rule != null ? "/rules/" + event.data.rule : "/" }}`,
          roles: ["administrator"],
        },
      },
    ],
  };
}

const gridWords =
  "{{ one.data.name }} · {{ one.data.taskName }} {{ one.data.period.label }}: {{ one.data.settled }}/{{ one.data.total }}";

/** Cells that are not complete by their deadline: one notice for all that are late together, and one more when they stay so. */
const lateGrids: Rule = {
  rule: "belfry-alert-grids",
  name: "告警：任务矩阵逾期 · Task grids that are late",
  description: "任务类型到截止时间仍未完成时通知管理员；设了升级时间而仍未完成时再通知一次。",
  folder,
  labels,
  alerts: { silentAfter: false },
  triggers: ["late", "escalated"].map((what) => ({
    id: `grid-${what}`,
    event: `belfry.grid.${what}`,
    source: "belfry:/grids/*",
    batch: together,
  })),
  actions: [
    {
      id: "tell",
      use: "notice.send",
      with: {
        title: `{% if trigger.events.size > 1 %}{{ trigger.events.size }} 项数据逾期 · {{ trigger.events.size }} data sets are late{% else %}{% if event.type == "belfry.grid.escalated" %}数据仍未完成 · Data is still not complete{% else %}数据逾期 · Data is late{% endif %}: {{ event.data.name }} {{ event.data.taskName }}{% endif %}`,
        body: `{% for one in trigger.events %}${gridWords}\n{% endfor %}`,
        level: '${{ event.type == "belfry.grid.escalated" ? "error" : "warning" }}',
        link: "/grids",
        roles: ["administrator"],
      },
    },
  ],
};

/** The rules that come with Belfry. Once installed they belong to the people there. */
export const shippedRules: readonly Rule[] = [
  alertRule({
    rule: "belfry-alert-rules",
    name: "告警：规则异常 · Rules that fail, fall silent or are slow",
    description: "规则失败过多、久未触发、运行过慢或错过触发时通知管理员，恢复时再通知一次。",
    types: ["rule.failing", "rule.silent", "rule.slow", "slot.missed"],
    level: "warning",
  }),
  alertRule({
    rule: "belfry-alert-system",
    name: "告警：系统异常 · Queue, nodes and what was set aside",
    description: "排队过久、积压已满、节点丢失或执行被隔离时通知管理员，恢复时再通知一次。",
    types: ["queue.slow", "backlog.full", "node.lost", "execution.poisoned"],
    level: "error",
  }),
  alertRule({
    rule: "belfry-alert-connections",
    name: "告警：连接异常 · Connections and feeds",
    description: "连接被熔断、订阅持续失败、回调被停用或发送账号持续失败时通知管理员，恢复时再通知一次。",
    types: ["connection.parked", "feed.failing", "callback.stopped", "account.failing"],
    level: "warning",
  }),
  lateGrids,
];
