import { z } from "zod";
import { defineRoute, download } from "../../contract/define-route.ts";
import { askedDays, ZonedDayRange } from "../../schemas/days.ts";
import { RuleParams } from "../../schemas/rule.ts";
import { daySheet, slotSheet } from "./slot-sheets.ts";

const MOST_DAYS = 380;

export const exportSlots = defineRoute({
  method: "GET",
  path: "/v1/rules/{rule}/slots/export",
  operation: "rules.exportSlots",
  summary: "Downloads the days and the slots of a rule as an Excel workbook",
  description:
    "One sheet of days with their sums, one of slots with what decided each. At most 100,000 rows of slots: a longer time is refused, nothing is left out silently. What decided a slot is only written for who may read personal data.",
  permission: "rules:read",
  reach: "scoped",
  params: RuleParams,
  query: ZonedDayRange.extend({ language: z.enum(["zh", "en"]).default("zh").describe("Of the headings.") }),
  response: download,
  errors: ["RULE_NOT_FOUND", "SLOTS_TOO_MANY"],

  async handle({ engine, writeWorkbook, params, query, scope, caller }) {
    const { language, ...asked } = query;
    const range = await askedDays(engine, asked, { most: MOST_DAYS });
    const slots = await engine.slotsOfDays(params.rule, { ...range, scope });
    const days = await engine.slotDays(params.rule, range);
    const details = caller.permissions.has("personal-data:read");
    const sheets = [daySheet(days, language), slotSheet({ ...days, slots, details }, language)];
    return {
      fileName: `${params.rule} ${range.from} ${range.to}.xlsx`,
      mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      body: await writeWorkbook(sheets, days.timeZone),
    };
  },
});
