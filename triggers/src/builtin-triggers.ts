import { definePlugin } from "@belfry/plugin-kit";
import { afterTrigger } from "./after-trigger.ts";
import { atTrigger } from "./at-trigger.ts";
import { cronTrigger } from "./cron-trigger.ts";
import { eventTrigger } from "./event-trigger.ts";
import { everyTrigger } from "./every-trigger.ts";
import { folderTrigger } from "./folder-trigger.ts";
import { lateTrigger } from "./late-trigger.ts";
import { recordTrigger } from "./record-trigger.ts";
import { rruleTrigger } from "./rrule-trigger.ts";
import { ruleOutcomeTrigger } from "./rule-outcome-trigger.ts";
import { webhookTrigger } from "./webhook-trigger.ts";

/** The triggers that ship with Belfry. Starting by hand needs no trigger: every rule can be. */
export const builtinTriggers = definePlugin({
  name: "@belfry/triggers",
  version: "0.1.0",
  triggers: [
    cronTrigger,
    everyTrigger,
    atTrigger,
    rruleTrigger,
    eventTrigger,
    webhookTrigger,
    folderTrigger,
    recordTrigger,
    ruleOutcomeTrigger,
    afterTrigger,
    lateTrigger,
  ],
});
