import { parseInstant } from "@belfry/plugin-kit";
import { z } from "zod";

/** A moment as a rule writes it: by the wall clock of the trigger's zone, or with an offset of its own. */
export const LocalTime = z
  .string()
  .refine(
    (text) => parseInstant(text, "UTC") !== undefined,
    "Write a time like 2026-12-24T18:00, or with its offset: 2026-12-24T18:00+08:00.",
  );

/** The moment that a checked text means in a zone. */
export function momentOf(text: string, timezone: string): Date {
  const moment = parseInstant(text, timezone);
  if (moment === undefined) throw new RangeError(`${text} is no time.`);
  return moment;
}
