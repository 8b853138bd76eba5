import type { LocalizedText } from "@belfry/plugin-kit";

/** What became of it, and why the clock or a limit decided so. */
export const fateTexts = {
  "misfire.passed": { zh: "调度及时，没有错过。", en: "It was decided in time, or made up for." },
  "misfire.skip": {
    zh: "当时 Belfry 没有运行，错过后不补（策略 skip）。",
    en: "Belfry was not running then, and the policy skip makes up for nothing.",
  },
  "misfire.newer": {
    zh: "当时 Belfry 没有运行；策略 latest 只补最后一次，之后还有更晚的一次。",
    en: "Belfry was not running then; the policy latest makes up for the newest only, and there was a newer one.",
  },
  "misfire.too-late": {
    zh: "当时 Belfry 没有运行，恢复时已超过 {within}，不再补。",
    en: "Belfry was not running then, and when it was back more than {within} had passed.",
  },
  "misfire.missed": { zh: "错过了：{reason}", en: "It was missed: {reason}" },
  "limit.busy": {
    zh: "规则正忙：{running} 个在运行，最多 {limit} 个，忙时跳过。",
    en: "The rule was busy: {running} were running, {limit} are allowed, and it skips when it is busy.",
  },
  "limit.rate": {
    zh: "限流：这一段时间里已经触发过，到 {until} 才再放行。",
    en: "It is throttled: one has fired already, and the next may at {until}.",
  },
  "limit.held": { zh: "被限制挡下：{detail}", en: "A limit held it back: {detail}" },
  "fate.fired": { zh: "触发了，启动了执行 {execution}。", en: "It fired, and started execution {execution}." },
  "fate.fired-together": {
    zh: "与另外的一起触发，共 {events} 个事件，执行 {execution}。",
    en: "It fired for {events} events together: execution {execution}.",
  },
  "fate.moved": {
    zh: "移到 {to} 触发，启动了执行 {execution}。",
    en: "It fired at {to}, to which it had moved: execution {execution}.",
  },
  "fate.merged": { zh: "与 {into} 的一次合并了。", en: "It is one with that of {into}." },
  "fate.merged-event": {
    zh: "并入事件 {into} 一起触发：执行 {execution}。",
    en: "It fired together with event {into}: execution {execution}.",
  },
  "fate.condition-false": { zh: "没有触发：条件不成立。", en: "It did not fire: a condition did not hold." },
  "fate.condition-error": {
    zh: "没有触发：条件出错，从不当作不成立。",
    en: "It did not fire: a condition could not be evaluated, which is never taken for false.",
  },
  "fate.overlap-skipped": { zh: "没有触发：规则正忙。", en: "It did not fire: the rule was busy." },
  "fate.rate-limited": { zh: "没有触发：被限流。", en: "It did not fire: it was throttled." },
  "fate.paused": { zh: "没有触发：当时被暂停。", en: "It did not fire: it was paused." },
  "fate.disabled": { zh: "没有触发：规则当时没有启用。", en: "It did not fire: the rule was not enabled." },
  "fate.calendar-skipped": {
    zh: "没有触发：日历跳过了这一天。",
    en: "It did not fire: the calendar leaves out that day.",
  },
  "fate.incomplete": {
    zh: "没有触发：业务日结束时所依赖的规则没有运行完。",
    en: "It did not fire: the rules it waits for had not all run when the day ended.",
  },
  "fate.missed": { zh: "没有触发：错过了。", en: "It did not fire: it was missed." },
  "fate.superseded": {
    zh: "没有触发：规则在此之前改了，新版本另有自己的触发时间。",
    en: "It did not fire: the rule was changed before, and the new version has fire times of its own.",
  },
  "fate.planned": { zh: "还没有判断。", en: "It is not decided yet." },
  "fate.gathered": {
    zh: "还在收集，到 {closesAt} 一起触发。",
    en: "It is still gathered, and fires with others by {closesAt}.",
  },
  "fate.none": { zh: "这个时间没有触发。", en: "It did not fire at that time." },
  "fate.not-started": { zh: "没有启动它。", en: "It started nothing there." },
  "will.fired": { zh: "将在 {at} 触发。", en: "It will fire at {at}." },
  "will.fired-now": {
    zh: "按今天的值，将在 {at} 触发。",
    en: "With the values of today it will fire at {at}.",
  },
  "will.moved": { zh: "将移到 {at} 触发。", en: "It will fire at {at}, to which it moves." },
  "will.merged": { zh: "将并入 {into} 的一次。", en: "It will be one with that of {into}." },
  "will.condition-false": {
    zh: "按今天的值不会触发：条件不成立。",
    en: "With the values of today it will not fire: a condition does not hold.",
  },
  "will.condition-error": {
    zh: "按今天的值不会触发：条件出错。",
    en: "With the values of today it will not fire: a condition cannot be evaluated.",
  },
  "will.calendar-skipped": {
    zh: "不会触发：日历跳过这一天。",
    en: "It will not fire: the calendar leaves out that day.",
  },
  "will.unknown": {
    zh: "还不能确定：超出了日历已知的范围。",
    en: "Nobody can say yet: the calendar does not reach so far. Unless it is extended, it will not fire.",
  },
  "will.await": {
    zh: "取决于其他规则：都运行完就触发，最晚到 {at} 见分晓。",
    en: "It depends on other rules: it fires once they have run, and is decided by {at} at the latest.",
  },
  "will.disabled": { zh: "不会触发：规则没有启用。", en: "It will not fire: the rule is not enabled." },
  "will.disabled-else": {
    zh: "规则没有启用；启用后将在 {at} 触发。",
    en: "It will not fire, because the rule is not enabled; enabled, it would at {at}.",
  },
  "will.none": { zh: "这个时间不会触发。", en: "It will not fire at that time." },
} as const satisfies Readonly<Record<string, LocalizedText>>;
