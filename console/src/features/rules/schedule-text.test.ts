import { expect, test } from "vitest";
import { scheduleText } from "./schedule-text.ts";

test("several schedules stand in one line without their full stops", () => {
  const schedule = [
    { zh: "每天 06:00 执行。", en: "Runs every day at 06:00." },
    { zh: "每周一 08:30 执行", en: "Runs on Mondays at 08:30" },
  ];
  expect(scheduleText({ schedule }, "zh")).toBe("每天 06:00 执行；每周一 08:30 执行");
  expect(scheduleText({ schedule }, "en")).toBe("Runs every day at 06:00; Runs on Mondays at 08:30");
  expect(scheduleText({ schedule: [] }, "en")).toBe("");
});
