export { builtinTriggers } from "./builtin-triggers.ts";
export { atTrigger } from "./at-trigger.ts";
export { cronTrigger } from "./cron-trigger.ts";
export { eventTrigger } from "./event-trigger.ts";
export { everyTrigger } from "./every-trigger.ts";
export { rruleTrigger } from "./rrule-trigger.ts";
export { webhookTrigger } from "./webhook-trigger.ts";
