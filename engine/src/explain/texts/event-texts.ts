import type { LocalizedText } from "@belfry/plugin-kit";

/** What became of an event at each trigger. */
export const eventTexts = {
  "event.matched-nothing": {
    zh: "没有触发器等这个事件（{type}，来自 {source}）。",
    en: "No trigger was waiting for this event ({type} from {source}).",
  },
  "event.started": {
    zh: "事件 {type} 启动了 {started} 个执行，看过 {looked} 个触发器。",
    en: "The event {type} started this many executions: {started}. Triggers that were looked at: {looked}.",
  },
  "event.started-nothing": {
    zh: "事件 {type} 没有启动任何执行，看过 {looked} 个触发器。",
    en: "The event {type} started nothing. Triggers that were looked at: {looked}.",
  },
  "event.of-feed": {
    zh: "它来自规则 {rule} 自己的来源，只给那一个触发器。",
    en: "It came in through the feed of the rule {rule}, and is for that trigger alone.",
  },
  "event.replayed": {
    zh: "它是事件 {event} 的重放。",
    en: "It is event {event}, looked at again.",
  },
  "event.more": {
    zh: "还有 {n} 个触发器等的是别的事件，没有列出。",
    en: "More triggers that wait for other events: {n}.",
  },
  "match.yes": { zh: "触发器等的就是这种事件（{meaning}）。", en: "The trigger is for this event ({meaning})." },
  "match.differs": {
    zh: "{attribute} 不同：要求 {wanted}，事件是 {is}。",
    en: "The {attribute} differs: it wants {wanted}, the event says {is}.",
  },
  "match.no": {
    zh: "触发器等的不是这种事件（{meaning}）。",
    en: "The trigger is not for this event ({meaning}).",
  },
  "match.own-feed": {
    zh: "触发器只收自己来源的事件（{meaning}）。",
    en: "The trigger takes only what comes through its own feed ({meaning}).",
  },
  "match.too-new": {
    zh: "触发器从 {from} 起才有效，事件在那之前收到。",
    en: "The trigger has been in force since {from}; the event came in before.",
  },
  "match.not-for-sender": {
    zh: "它现在会匹配，但收到时没有考虑：规则当时没有启用，或发送者无权启动它。",
    en: "It would match now, but was not considered then: the rule was not enabled, or its sender may not start it.",
  },
  "gather.key": { zh: "按 {key} 分组。", en: "It belongs to the group {key}." },
  "gather.throttled": {
    zh: "每 {every} 最多触发一次。",
    en: "It fires at most once in {every}.",
  },
  "gather.debounced": {
    zh: "安静 {quiet} 之后才触发。",
    en: "It fires when nothing has come for {quiet}.",
  },
  "gather.batched": {
    zh: "每 {size} 个或每 {within} 一起触发。",
    en: "It fires for {size} together, or after {within}.",
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
