import type { LocalizedText } from "@belfry/plugin-kit";

/** What a replay of an edited rule assumes, and why it differs from what happened. */
export const whatIfTexts = {
  "what-if.no-fire-time": { zh: "修改后这个时间不再触发。", en: "The edited rule has no fire time there." },
  "what-if.was-no-fire-time": { zh: "原来这个时间不触发。", en: "There was no fire time." },
  "what-if.no-match": { zh: "修改后不再匹配这个事件。", en: "The edited rule does not match the event." },
  "what-if.was-no-match": { zh: "原来不匹配这个事件。", en: "The event had not matched." },
  "what-if.vars-of-today": {
    zh: "变量、数据表和日历按今天的值；条件里的事件数据是当时收到的。",
    en: "Variables, tables of records and calendars are those of today; the data of events is what came in.",
  },
  "what-if.new-rule": {
    zh: "这条规则还没有启用过：全部算作多发。",
    en: "The rule was never enabled: everything counts as more.",
  },
  "what-if.since-enabled": {
    zh: "规则从 {from} 才启用，只回放那之后的。",
    en: "The rule was enabled at {from}; only what came after is replayed.",
  },
  "what-if.cut-slots": {
    zh: "触发时间超过 {most} 个：只回放 {from} 以后的。",
    en: "There are more than {most} fire times: only those after {from} were replayed.",
  },
  "what-if.cut-events": {
    zh: "事件超过 {most} 个：只回放 {from} 以后的。",
    en: "There are more than {most} events: only those after {from} were replayed.",
  },
  "what-if.cut-time": {
    zh: "回放超过 {seconds} 秒，在 {until} 处停下。",
    en: "The replay took more than {seconds} s and was stopped at {until}.",
  },
  "what-if.new-source": {
    zh: "触发器 {trigger} 从外部取事件，过去没有记录，没有回放。",
    en: "The trigger {trigger} takes events from elsewhere, of which nothing is recorded: it was not replayed.",
  },
  "what-if.limits": {
    zh: "并发限制没有回放：无法知道每次执行会占用多久。只有当时因忙碌被跳过、修改后仍会跳过的算作跳过，其余都算作触发，实际触发可能更少。",
    en: "Limits of how many work at once were not replayed, because nobody knows how long each execution would have taken. What was skipped then because the rule was busy, and would be now, counts as skipped; all else counts as fired, and it might really be fewer.",
  },
  "what-if.rate": {
    zh: "频率限制按回放的触发计算；手动启动的次数没有计入。",
    en: "The rate limit counts what was replayed; what people started by hand is not counted.",
  },
  "what-if.restricted": {
    zh: "只回放你能看到的事件。",
    en: "Only events that you may see were replayed.",
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
