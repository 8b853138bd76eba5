import { z } from "zod";
import { AppError } from "../errors/app-error.ts";

const MS = { w: 604_800_000, d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 } as const;
const UNITS = ["w", "d", "h", "m", "s", "ms"] as const satisfies readonly (keyof typeof MS)[];

/** Ten years. Longer is a slip of the pen, and timers and the database could not hold much more. */
const LONGEST_DURATION_MS = 3_650 * MS.d;

/** Units from large to small, each at most once: `1h30m` and not `30m1h`, so that a doubled unit is seen as the slip it is. */
const SHORT =
  /^(?=\d)(?:(?<w>\d+)w)?(?:(?<d>\d+)d)?(?:(?<h>\d+)h)?(?:(?<m>\d+)m(?!s))?(?:(?<s>\d+(?:\.\d+)?)s)?(?:(?<ms>\d+)ms)?$/;
/** ISO 8601 without years and months, whose length depends on the calendar. */
const ISO =
  /^P(?=\d|T\d)(?:(?<w>\d+)W)?(?:(?<d>\d+)D)?(?:T(?=\d)(?:(?<h>\d+)H)?(?:(?<m>\d+)M)?(?:(?<s>\d+(?:\.\d+)?)S)?)?$/;

const EXAMPLES = "Write it like 500ms, 5s, 30m, 1h30m, 2d or PT5M.";

/**
 * Reads a duration, in milliseconds: `500ms`, `5s`, `30m`, `1h30m`, `2d`, `1w` or ISO 8601 `PT5M`, `P1DT12H`.
 * A day is 24 hours and a week seven of them, whatever the clocks of a time zone do.
 *
 * @throws AppError `DURATION_INVALID` with a reason that names the text.
 */
export function parseDuration(text: string): number {
  const result = readDuration(text);
  if (typeof result === "string") throw new AppError("DURATION_INVALID", { duration: text, reason: result });
  return result;
}

/**
 * Writes a duration the short way: 5400000 → `1h30m`, 0 → `0s`. Reading it again gives the same number.
 * Days are the largest unit. Fractions of a millisecond are rounded.
 */
export function formatDuration(ms: number): string {
  let rest = Math.round(Math.abs(ms));
  if (rest === 0) return "0s";
  let text = ms < 0 ? "-" : "";
  for (const unit of ["d", "h", "m", "s", "ms"] as const) {
    const count = Math.floor(rest / MS[unit]);
    rest -= count * MS[unit];
    if (count > 0) text += `${count}${unit}`;
  }
  return text;
}

/** A duration as people write it in a rule: a text like `1h30m`, or whole milliseconds. Kept as written; `durationMs` reads it. */
export const Duration = z
  .union([
    z.string().check((context) => {
      const result = readDuration(context.value);
      if (typeof result === "string")
        context.issues.push({ code: "custom", input: context.value, message: `${result} ${EXAMPLES}` });
    }),
    z
      .number()
      .int("A duration in milliseconds is a whole number.")
      .min(0, "A duration is not negative.")
      .max(LONGEST_DURATION_MS, "A duration is at most 3650 days."),
  ])
  .meta({
    description: "A duration: 500ms, 5s, 30m, 1h30m, 2d, PT5M, or a whole number of milliseconds.",
    examples: ["30s", "1h30m", "2d"],
  });
export type Duration = z.infer<typeof Duration>;

/** A duration in milliseconds, whichever way it was written. */
export function durationMs(duration: Duration): number {
  return typeof duration === "number" ? duration : parseDuration(duration);
}

/** The milliseconds, or a sentence that says why not. */
function readDuration(text: string): number | string {
  const units = (SHORT.exec(text) ?? ISO.exec(text))?.groups;
  if (units === undefined) return reasonFor(text);
  let ms = 0;
  for (const unit of UNITS) ms += Number(units[unit] ?? 0) * MS[unit];
  ms = Math.round(ms);
  return ms <= LONGEST_DURATION_MS ? ms : `The duration "${text}" is longer than 3650 days.`;
}

function reasonFor(text: string): string {
  if (text.trim() === "") return "The duration is empty.";
  if (/^\d+(\.\d+)?$/.test(text)) return `The duration "${text}" has no unit.`;
  if (text.startsWith("-")) return `The duration "${text}" is negative.`;
  if (/^P.*\d[YM](?!\w*$)|^P\d+[YM]/.test(text))
    return `The duration "${text}" counts years or months, which have no fixed length.`;
  return `"${text}" is not a duration.`;
}
