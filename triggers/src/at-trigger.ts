import { DEFAULT_TIME_ZONE, defineTrigger, TimeZone } from "@belfry/plugin-kit";
import { z } from "zod";
import { LocalTime, momentOf } from "./local-time.ts";

/** Fires once, at a moment. */
export const atTrigger = defineTrigger({
  kind: "schedule",
  id: "at",
  displayName: { zh: "指定时间", en: "Once" },
  description: { zh: "在指定时间触发一次", en: "Fires once, at a moment" },
  config: z.strictObject({
    at: LocalTime.describe("When, by the wall clock of `timezone` or with an offset of its own: `2026-12-24T18:00`."),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone whose wall clock is meant, as the IANA names it."),
  }),
  describe: ({ at, timezone }) => ({
    zh: `${at.replace("T", " ")} 一次（${timezone}）`,
    en: `Once, at ${at.replace("T", " ")} (${timezone})`,
  }),
  next({ at, timezone }, after) {
    const moment = momentOf(at, timezone);
    return moment > after ? moment : undefined;
  },
});
