import type { Grid } from "@belfry/model";
import { businessDay } from "../calendars/calendar-rule.ts";

/** The business day of a grid in which a moment lies: the base date T of what is generated then. */
export function baseDateAt({ timezone, dayStartsAt }: Pick<Grid, "timezone" | "dayStartsAt">, at: Date): string {
  const [hours = 0, minutes = 0] = dayStartsAt.split(":").map(Number);
  return businessDay({ zone: timezone, dayStartsAt: hours * 60 + minutes, spreadMs: 0 }, at);
}
