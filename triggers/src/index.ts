export { builtinTriggers } from "./builtin-triggers.ts";
export { cronTrigger } from "./cron-trigger.ts";
