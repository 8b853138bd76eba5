import { AppError } from "../errors/app-error.ts";
import { wallClock } from "../time/wall-clock.ts";
import { valuesOfPart, type CronFieldName } from "./cron-expression.ts";
import { compileCron } from "./cron-calendar.ts";
import { parseCron } from "./parse-cron.ts";

/** A field of a cron line that a moment does not fit. */
export interface CronMismatch {
  readonly field: CronFieldName;
  /** What the clock on the wall shows in this field; 0 is Sunday. */
  readonly is: number;
  /** The field as it is written: `1-5`. */
  readonly wanted: string;
}

const FIELDS = ["second", "minute", "hour", "day", "month", "weekday"] as const satisfies readonly CronFieldName[];
const DAY_MS = 86_400_000;

/**
 * Which fields of a cron line keep it from firing at a moment. Empty where it fires, or where it is only the clock that is
 * changed that day.
 * @throws AppError `SCHEDULE_INVALID`, `TIME_ZONE_UNKNOWN`
 */
export function cronMismatches(expression: string, zone: string, at: Date): CronMismatch[] {
  const parsed = parseCron(expression);
  if (!parsed.ok) throw new AppError("SCHEDULE_INVALID", { expression, reason: parsed.problem.message });
  const { cron } = parsed;
  const wall = wallClock(at, zone);
  const words = cron.hasSeconds ? cron.text.split(" ") : ["0", ...cron.text.split(" ")];
  const mismatch = (field: CronFieldName): CronMismatch => ({
    field,
    is: wall[field],
    wanted: words[FIELDS.indexOf(field)] ?? "",
  });
  const holds = (field: CronFieldName) => cron[field].some((part) => valuesOfPart(part, field).includes(wall[field]));
  const times = (["second", "minute", "hour"] as const).filter((field) => !holds(field));
  const months = holds("month") ? [] : (["month"] as const);
  return [...times, ...dayFields(), ...months].map(mismatch);

  /** Asked of the calendar itself, which knows `L`, `W` and `#`, and how day and weekday are joined. */
  function dayFields(): ("day" | "weekday")[] {
    const day = Date.UTC(wall.year, wall.month - 1, wall.day);
    const fits = (fields: Partial<typeof cron>) => {
      const open = { ...cron, ...fields, month: any, hour: any, minute: any, second: any };
      return (compileCron(open).nextWall(day - 1) ?? Number.POSITIVE_INFINITY) < day + DAY_MS;
    };
    if (fits({})) return [];
    const named = (["day", "weekday"] as const).filter((field) => cron[field][0]?.kind !== "any");
    const wrong = named.filter((field) => !fits(field === "day" ? { weekday: any } : { day: any }));
    return wrong.length > 0 ? wrong : named;
  }
}

const any = [{ kind: "any" }] as const;
