import { z } from "zod";

/** The zone of expressions and templates whose context names none. */
export const DEFAULT_TIME_ZONE = "Asia/Shanghai";

const known = new Set<string>();

/**
 * Whether this is the name of a time zone of the IANA database: `Asia/Shanghai`, `UTC`.
 * Fixed offsets like `+08:00` are refused: they do not follow the clocks of any place.
 */
export function isTimeZone(name: string): boolean {
  // A name from outside is not kept when it is wrong, or requests with invented names would fill the memory.
  if (known.has(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    const formatter = new Intl.DateTimeFormat("en-US", { timeZone: name });
    known.add(name).add(formatter.resolvedOptions().timeZone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The name of a time zone, as it stands in a rule. */
export const TimeZone = z
  .string()
  .refine(isTimeZone, {
    error: (issue) =>
      `The time zone ${JSON.stringify(issue.input)} is not known. Use a name of the IANA database, for example Asia/Shanghai or UTC.`,
  })
  .meta({ description: "A time zone of the IANA database.", examples: ["Asia/Shanghai", "Europe/Berlin", "UTC"] });
export type TimeZone = z.infer<typeof TimeZone>;
