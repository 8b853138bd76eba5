import type { LocalizedText } from "@belfry/plugin-kit";

/** Why an execution was started, what it waits for and how it ended. */
export const executionTexts = {
  "started.by-person": { zh: "{by} 手动启动。", en: "{by} started it by hand." },
  "started.by-slot": {
    zh: "触发器 {trigger} 在 {due} 触发了它。",
    en: "The trigger {trigger} started it for {due}.",
  },
  "started.by-event": {
    zh: "触发器 {trigger} 因事件 {type}（{eventId}）启动了它。",
    en: "The trigger {trigger} started it because of the event {type} ({eventId}).",
  },
  "started.by-events": {
    zh: "触发器 {trigger} 汇总了 {events} 个事件，启动了它。",
    en: "The trigger {trigger} started it for {events} events together.",
  },
  "started.by-parent": {
    zh: "它是执行 {execution} 的第 {index} 项。",
    en: "It is item {index} of execution {execution}.",
  },
  "started.by-caller": { zh: "执行 {execution} 调用了它。", en: "Execution {execution} called it." },
  "started.otherwise": { zh: "启动方式：{kind}。", en: "It was started by: {kind}." },
  "started.again": {
    zh: "结束后又被重试了 {redrive} 次。",
    en: "Since its end it was tried again this often: {redrive}.",
  },
  "version.used": {
    zh: "运行的是规则 {rule} 的第 {version} 版。",
    en: "It runs version {version} of the rule {rule}.",
  },
  "turn.waits": {
    zh: "自 {since} 起在等轮到它，已等 {waited}。",
    en: "It has waited for its turn since {since}, for {waited}.",
  },
  "turn.waited": { zh: "等了 {waited} 才轮到它。", en: "It waited {waited} for its turn." },
  "waits.gate-rule": {
    zh: "规则同时最多 {limit} 个：它在排队，前面还有 {ahead} 个。",
    en: "The rule lets {limit} work at once, and they do. Waiting before it: {ahead}.",
  },
  "waits.gate-key": {
    zh: "{key} 同时最多 {limit} 个：它在排队，前面还有 {ahead} 个。",
    en: "Of {key} the rule lets {limit} work at once, and they do. Waiting before it: {ahead}.",
  },
  "waits.gate-label": {
    zh: "标签 {label} 同时最多 {limit} 个：它在排队，前面还有 {ahead} 个。",
    en: "Of the label {label} {limit} may work at once, and they do. Waiting before it: {ahead}.",
  },
  "waits.retry": {
    zh: "步骤 {action} 失败过，将在 {until} 再试：{message}",
    en: "The step {action} has failed and is tried again at {until}: {message}",
  },
  "waits.step": {
    zh: "在步骤 {action} 等待，最晚到 {until}。",
    en: "It waits in the step {action}, until {until} at the latest.",
  },
  "waits.step-open": {
    zh: "在步骤 {action} 等待，没有期限。",
    en: "It waits in the step {action}, without an end.",
  },
  "waits.approval": {
    zh: "步骤 {action} 正在等另一个人批准。",
    en: "The step {action} waits for a second person to release it.",
  },
  "waits.event": {
    zh: "在等事件 {type}。",
    en: "It waits for an event {type}.",
  },
  "waits.children": { zh: "在等 {open} 个子执行，共 {all} 个。", en: "It waits for {open} of its {all} children." },
  "waits.connection": {
    zh: "连接 {connection} 没有应答，它自 {since} 起挂起；{probeAt} 会先放行一个试探。",
    en: "The connection {connection} does not answer. It has been parked since {since}; the first is let in at {probeAt} to try.",
  },
  "waits.connection-closed": {
    zh: "连接 {connection} 被手动断开，它自 {since} 起挂起，等人恢复连接。",
    en: "It has been parked since {since}: the connection {connection} was shut, until somebody opens it.",
  },
  "waits.rate": {
    zh: "受频率限制，{until} 轮到它。",
    en: "A rate limit holds it back: its turn is at {until}.",
  },
  "step.skipped-if": {
    zh: "步骤 {action} 被跳过：条件不成立：{condition}",
    en: "The step {action} was left out, because its condition did not hold: {condition}",
  },
  "step.skipped-return": {
    zh: "步骤 {action} 被跳过：前面的步骤已经结束了它。",
    en: "The step {action} was left out: a step before it ended the execution.",
  },
  "step.failed-attempt": {
    zh: "步骤 {action} 第 {attempt} 次失败：{message}（{failure}）",
    en: "The step {action} failed at attempt {attempt}: {message} ({failure})",
  },
  "step.succeeded": { zh: "步骤 {action} 成功，用时 {took}。", en: "The step {action} succeeded in {took}." },
  "step.more": { zh: "另有 {n} 步，没有列出。", en: "More steps that are not shown: {n}." },
  "state.pending": { zh: "它还没有开始。", en: "It has not begun yet." },
  "state.running": { zh: "它正在运行，自 {since} 起。", en: "It is running, since {since}." },
  "state.retrying": { zh: "它失败过，在等重试。", en: "It has failed and waits to be tried again." },
  "state.waiting": { zh: "它在等待。", en: "It is waiting." },
  "state.success": { zh: "它成功了，用时 {took}。", en: "It succeeded in {took}." },
  "state.skipped": { zh: "它被跳过了。", en: "It was left out." },
  "state.cancelled": { zh: "它被取消了：{message}", en: "It was cancelled: {message}" },
  "state.failed": {
    zh: "它失败了，步骤 {action}：{message}（{failure}）",
    en: "It failed in the step {action}: {message} ({failure})",
  },
  "state.failed-whole": { zh: "它失败了：{message}（{failure}）", en: "It failed: {message} ({failure})" },
  "state.failed-retryable": {
    zh: "再试可能有用：belfry executions retry {execution}",
    en: "Trying again may help: belfry executions retry {execution}",
  },
} as const satisfies Readonly<Record<string, LocalizedText>>;
