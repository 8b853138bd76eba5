import { triggerContract } from "@belfry/plugin-kit";
import { test } from "vitest";
import {
  afterTrigger,
  atTrigger,
  cronTrigger,
  eventTrigger,
  everyTrigger,
  lateTrigger,
  rruleTrigger,
  ruleOutcomeTrigger,
  webhookTrigger,
} from "../src/index.ts";

const cronChecks = triggerContract(cronTrigger, {
  validConfigs: [
    { cron: "0 6 * * *" },
    { cron: "0 6 * * *", timezone: "Asia/Shanghai" },
    { cron: "30 2 * * *", timezone: "America/New_York" },
    { cron: "*/15 * * * *", timezone: "Europe/Berlin" },
    { cron: "15 1,2 * * SUN", timezone: "Australia/Lord_Howe" },
    { cron: "0 0 * * *", timezone: "Pacific/Apia" },
    { cron: "*/10 * * * * *", timezone: "UTC" },
    { cron: "0 9 L * *" },
    { cron: "0 9 15W * *" },
    { cron: "0 9 * * 5#3" },
    { cron: "0 0 29 2 *" },
  ],
  badConfigs: [
    {},
    { cron: "" },
    { cron: "60 6 * * *" },
    { cron: "0 6 * *" },
    { cron: "0 0 30 2 *" },
    { cron: "every morning" },
    { cron: 6 },
    { cron: "0 6 * * *", timezone: "Asia/Beijing" },
    { cron: "0 6 * * *", timezone: "+08:00" },
    { cron: "0 6 * * *", tz: "Asia/Shanghai" },
  ],
});

const everyChecks = triggerContract(everyTrigger, {
  validConfigs: [
    { every: "15m" },
    { every: "1h30m", timezone: "America/New_York" },
    { every: "10s" },
    { every: "3d", from: "2026-01-05T08:00" },
    { every: "2w", from: "2026-01-05T02:30", timezone: "Europe/Berlin" },
    { every: "1d", from: "2011-12-29T10:00", timezone: "Pacific/Apia" },
  ],
  badConfigs: [
    {},
    { every: "" },
    { every: "0s" },
    { every: "500ms" },
    { every: "1d12h" },
    { every: "0d" },
    { every: "soon" },
    { every: "15m", from: "2026-02-30" },
    { every: "15m", timezone: "Asia/Beijing" },
  ],
});

const atChecks = triggerContract(atTrigger, {
  validConfigs: [
    { at: "2026-12-24T18:00" },
    { at: "2026-12-24T18:00:30+08:00" },
    { at: "2026-03-08T02:30", timezone: "America/New_York" },
  ],
  badConfigs: [
    {},
    { at: "" },
    { at: "tomorrow" },
    { at: "2026-13-01T00:00" },
    { at: "2026-12-24T18:00", timezone: "x" },
  ],
});

const rruleChecks = triggerContract(rruleTrigger, {
  validConfigs: [
    { rrule: "FREQ=MONTHLY;BYDAY=-1FR", from: "2026-01-01T08:00" },
    { rrule: "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE", from: "2026-01-05T02:30", timezone: "America/New_York" },
    { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", from: "2024-02-29T12:00" },
    { rrule: "FREQ=DAILY;COUNT=3", from: "2026-05-01T00:00", timezone: "UTC" },
  ],
  badConfigs: [
    {},
    { rrule: "FREQ=DAILY" },
    { rrule: "every day", from: "2026-01-01T08:00" },
    { rrule: "FREQ=SOMETIMES", from: "2026-01-01T08:00" },
    { rrule: "FREQ=DAILY", from: "now" },
    { rrule: "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", from: "2026-01-01T08:00" },
  ],
});

const eventChecks = triggerContract(eventTrigger, {
  validConfigs: [{ event: "order.paid" }, { event: "order.*", source: "https://shop.example/*", subject: "*" }],
  badConfigs: [{}, { event: "" }, { event: 7 }, { source: "/a" }, { event: "a", type: "b" }],
});

const webhookChecks = triggerContract(webhookTrigger, {
  validConfigs: [
    { webhook: "standard", secret: "${{ secrets.SHOP_HOOK }}" },
    { webhook: "hmac", secret: "${{ secrets.HUB }}", header: "X-Hub-Signature-256", prefix: "sha256=" },
    {
      webhook: "hmac",
      secret: "${{ secrets.HUB }}",
      header: "x-sign",
      algorithm: "sha1",
      encoding: "base64",
      body: "text",
    },
    { webhook: "token", secret: { $secret: "HUB" }, prefix: "Bearer ", body: "form", eventId: { path: "data.id" } },
  ],
  badConfigs: [
    {},
    { webhook: "none", secret: "${{ secrets.A }}" },
    { webhook: "standard" },
    { webhook: "token", secret: "written down" },
    { webhook: "hmac", secret: "${{ secrets.A }}" },
    { webhook: "standard", secret: "${{ secrets.A }}", header: "x" },
    { webhook: "token", secret: "${{ secrets.A }}", algorithm: "sha1" },
    { webhook: "token", secret: "${{ secrets.A }}", header: "x: y" },
  ],
});

const outcomeChecks = triggerContract(ruleOutcomeTrigger, {
  validConfigs: [
    { outcome: "failed", rule: "night-load" },
    { outcome: "ended", rule: ["night-load", "day-load"] },
    { outcome: "success", labels: { team: "学工处" } },
  ],
  badConfigs: [
    {},
    { outcome: "failed" },
    { outcome: "late", rule: "night-load" },
    { outcome: "failed", rule: "Night Load" },
    { outcome: "failed", rule: [] },
    { outcome: "failed", labels: {} },
    { outcome: "failed", rule: "night-load", labels: { team: "学工处" } },
  ],
});

const afterChecks = triggerContract(afterTrigger, {
  validConfigs: [
    { after: "night-load" },
    { after: ["night-load", "day-load"], timezone: "America/New_York", dayStartsAt: "02:30" },
    { after: { rules: ["a", "b"], of: "any", on: "ended", within: "day" }, timezone: "Pacific/Apia" },
  ],
  badConfigs: [
    {},
    { after: [] },
    { after: "Night Load" },
    { after: { rules: ["a"], of: "some" } },
    { after: { rules: ["a"], within: "week" } },
    { after: "a", dayStartsAt: "4" },
    { after: "a", timezone: "Asia/Beijing" },
  ],
});

const lateChecks = triggerContract(lateTrigger, {
  validConfigs: [
    { late: "night-load", by: "07:00" },
    { late: ["a", "b"], by: "02:30", timezone: "Europe/Berlin", dayStartsAt: "22:00" },
  ],
  badConfigs: [{}, { late: "a" }, { late: "a", by: "7" }, { late: [], by: "07:00" }, { late: "a", by: "24:00" }],
});

for (const check of [
  ...webhookChecks,
  ...eventChecks,
  ...cronChecks,
  ...everyChecks,
  ...atChecks,
  ...rruleChecks,
  ...outcomeChecks,
  ...afterChecks,
  ...lateChecks,
])
  test(check.name, check.run);
