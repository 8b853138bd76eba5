import type { LocalizedText } from "@belfry/plugin-kit";

/** Whether a rule has a fire time at a moment. */
export const ruleTexts = {
  "rule.version": {
    zh: "当时的版本是第 {version} 版，{author} 保存于 {savedAt}。",
    en: "Version {version} was in force, saved by {author} at {savedAt}.",
  },
  "rule.version-none": { zh: "当时这条规则还不存在。", en: "The rule did not exist then." },
  "rule.enabled": { zh: "规则已启用。", en: "The rule is enabled." },
  "rule.enabled-by": {
    zh: "规则当时已启用：{by} 于 {since} 启用。",
    en: "The rule was enabled, by {by} at {since}.",
  },
  "rule.disabled": { zh: "规则没有启用。", en: "The rule is not enabled." },
  "rule.disabled-by": {
    zh: "规则当时没有启用：{by} 于 {since} 停用。",
    en: "The rule was not enabled: {by} disabled it at {since}.",
  },
  "rule.disabled-since": {
    zh: "规则自 {since} 起没有启用。",
    en: "The rule has not been enabled since {since}.",
  },
  "rule.never-enabled": { zh: "当时规则还没有启用过。", en: "The rule had not been enabled by then." },
  "rule.no-triggers": {
    zh: "规则没有触发器：只能手动、由接口或由其他规则启动。",
    en: "The rule has no trigger: it starts only by hand, by the API or by another rule.",
  },
  "trigger.not-there": {
    zh: "触发器 {trigger} 当时还没有，或已被改掉：它从 {from} 起有效。",
    en: "The trigger {trigger} was not there at that time: it has been in force since {from}.",
  },
  "trigger.ended": {
    zh: "这个触发器在 {until} 被改掉或删除了。",
    en: "This trigger was changed or removed at {until}.",
  },
  "trigger.unknown": {
    zh: "这个触发器的插件没有安装，它的触发时间无法计算。",
    en: "The plugin of this trigger is not installed, so its fire times cannot be computed.",
  },
  "trigger.waits": {
    zh: "{meaning}：它不按时间触发，要看收到的事件。",
    en: "{meaning}: it does not fire by the clock; look at the events that came in.",
  },
  "slot.none": {
    zh: "{asked} 不是它的触发时间（{meaning}）。",
    en: "{asked} is none of its fire times ({meaning}).",
  },
  "slot.misses": { zh: "{reason}。", en: "Because {reason}." },
  "slot.nearest": {
    zh: "前一次触发时间是 {before}，后一次是 {after}。",
    en: "The fire time before it is {before}, the one after it {after}.",
  },
  "slot.there": { zh: "{due} 是它的触发时间（{meaning}）。", en: "{due} is one of its fire times ({meaning})." },
  "slot.spread": {
    zh: "计划时间是 {scheduledFor}，错峰后延 {by}，在 {due} 触发。",
    en: "The schedule says {scheduledFor}; spread by {by}, it is due at {due}.",
  },
  "slot.moved-here": {
    zh: "原定 {due} 的一次，因日历 {calendar} 移到了 {to}。",
    en: "The one of {due} moved to {to}, because of the calendar {calendar}.",
  },
  "slot.planned": {
    zh: "它已排入计划，将在 {decideAt} 判断。",
    en: "It is planned, and will be decided at {decideAt}.",
  },
  "slot.not-planned": {
    zh: "调度器还没有处理到这个时间（已排到 {plannedUntil}）：没有调度节点在运行，或还在补排。",
    en: "No scheduler has come to it yet (planned up to {plannedUntil}): none is running, or it is still catching up.",
  },
  "slot.forgotten": {
    zh: "那段时间只保留了汇总，单次的结果已按保留期限清除。",
    en: "Of that time only sums are kept; what became of a single slot has gone with its retention.",
  },
  "calendar.passed": {
    zh: "日历 {calendar} 放行：{day} 可以触发。",
    en: "The calendar {calendar} lets it run on {day}.",
  },
  "calendar.off": {
    zh: "{day} 在日历 {calendar} 里不是工作日。",
    en: "{day} is no working day in the calendar {calendar}.",
  },
  "calendar.off-named": {
    zh: "{day} 在日历 {calendar} 里放假：{name}。",
    en: "{day} is a day off in the calendar {calendar}: {name}.",
  },
  "calendar.not-the-workday": {
    zh: "{day} 不是当月第 {workday} 个工作日，那一天是 {wanted}。",
    en: "{day} is not working day {workday} of its month; that is {wanted}.",
  },
  "calendar.no-such-workday": {
    zh: "当月没有第 {workday} 个工作日（日历 {calendar}）。",
    en: "The month has no working day {workday} (calendar {calendar}).",
  },
  "calendar.too-far": {
    zh: "最近的工作日 {target} 太远，不再移动（日历 {calendar}）。",
    en: "The nearest working day, {target}, is too far away to move to (calendar {calendar}).",
  },
  "calendar.unknown": {
    zh: "日历 {calendar} 只到 {knownUntil}，{day} 未知。",
    en: "The calendar {calendar} ends on {knownUntil}: of {day} nobody can say.",
  },
  "calendar.gone": { zh: "没有名为 {calendar} 的日历。", en: "There is no calendar {calendar}." },
  "calendar.moves": {
    zh: "{day} 在日历 {calendar} 里不是工作日，移到 {to}。",
    en: "{day} is no working day in the calendar {calendar}; it moves to {to}.",
  },
  "calendar.merges": {
    zh: "移到 {to}，那里已有一次，两次合为一次。",
    en: "It would move to {to}, where there is one already: the two are one.",
  },
  "awaits.met": { zh: "所依赖的规则都已运行：{rules}。", en: "The rules it waits for have run: {rules}." },
  "awaits.waiting": {
    zh: "还在等这些规则：{missing}（业务日 {day}）。",
    en: "It still waits for these rules: {missing} (business day {day}).",
  },
  "awaits.missing": {
    zh: "业务日 {day} 结束时，这些规则没有运行：{missing}。",
    en: "When the business day {day} ended, these rules had not run: {missing}.",
  },
  "awaits.not-late": {
    zh: "这些规则按时运行了，所以不报迟到：{rules}。",
    en: "These rules had run in time, so there is nothing late: {rules}.",
  },
  "condition.none": { zh: "规则没有条件。", en: "The rule has no condition." },
  "condition.rule-true": { zh: "规则的条件成立：{condition}", en: "The condition of the rule holds: {condition}" },
  "condition.rule-false": {
    zh: "规则的条件不成立：{condition}",
    en: "The condition of the rule does not hold: {condition}",
  },
  "condition.rule-error": {
    zh: "规则的条件无法判断：{message}",
    en: "The condition of the rule could not be evaluated: {message}",
  },
  "condition.trigger-true": {
    zh: "触发器的条件成立：{condition}",
    en: "The condition of the trigger holds: {condition}",
  },
  "condition.trigger-false": {
    zh: "触发器的条件不成立：{condition}",
    en: "The condition of the trigger does not hold: {condition}",
  },
  "condition.trigger-error": {
    zh: "触发器的条件无法判断：{message}",
    en: "The condition of the trigger could not be evaluated: {message}",
  },
  "limit.room": {
    zh: "同时最多运行 {limit} 个，忙时跳过：要看到时有多少在运行。",
    en: "It skips when {limit} are at work: that depends on how many are then.",
  },
  "limit.rate-room": {
    zh: "每 {per} 最多触发 {limit} 次，超出的跳过：要看到时已经触发了几次。",
    en: "It is started {limit} times in {per} and skips what exceeds that: it depends on how often it was started by then.",
  },
  "limit.passed": { zh: "没有超过并发限制。", en: "The limit of executions at once did not hold it back." },
} as const satisfies Readonly<Record<string, LocalizedText>>;
