const dayOnly = /^(\d{4})-(\d{2})-(\d{2})$/;
const wallClock = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?$/;
const instant = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}(:?\d{2})?)$/;

/**
 * A date for a cell. Excel knows no zones: what stands in the cell is what a clock on the wall shows, kept as if it were
 * UTC. Texts without a zone are that already; a moment is shown in `timeZone`.
 */
export function sheetDate(value: unknown, timeZone: string): Date | undefined {
  if (typeof value !== "string") return undefined;
  const parts = dayOnly.exec(value) ?? wallClock.exec(value);
  if (parts !== null) {
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts
      .slice(1)
      .map((part) => Number(part ?? 0));
    return real(new Date(Date.UTC(year, month - 1, day, hour, minute, second)), month, day);
  }
  if (!instant.test(value)) return undefined;
  const moment = new Date(value);
  return Number.isNaN(moment.getTime()) ? undefined : onTheWall(moment, timeZone);
}

/** 2026-02-30 is no date, and the days before 1900-03-01 have other numbers in Excel. */
function real(date: Date, month: number, day: number): Date | undefined {
  const exists = date.getUTCMonth() + 1 === month && date.getUTCDate() === day;
  return exists && date.getTime() >= Date.UTC(1900, 2, 1) ? date : undefined;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function onTheWall(moment: Date, timeZone: string): Date {
  // Making a format takes longer than a thousand uses of it.
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formats.set(timeZone, format);
  }
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  return new Date(
    Date.UTC(part["year"] ?? 0, (part["month"] ?? 1) - 1, part["day"], part["hour"], part["minute"], part["second"]),
  );
}
