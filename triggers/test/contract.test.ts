import { triggerContract } from "@belfry/plugin-kit";
import { test } from "vitest";
import { cronTrigger } from "../src/index.ts";

const checks = triggerContract(cronTrigger, {
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

for (const check of checks) test(check.name, check.run);
