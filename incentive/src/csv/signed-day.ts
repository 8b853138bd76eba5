const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
const dayFirst = /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})(?<rest>.*)$/;

/**
 * The day in Asia/Shanghai of a time as sources write it: `2025-05-02T10:00:00.000+08:00`, `2025-05-02 10:00:00`, `2025/5/2`.
 * One without an offset is meant in Shanghai. Undefined: it is no date.
 *
 * Shanghai has had one offset since 1992, which is what is added here instead of asking the time zone a million times.
 */
export function signedDay(text: string): string | undefined {
  const groups = dayFirst.exec(text)?.groups;
  if (groups === undefined) return undefined;
  const { year = "", month = "", day = "", rest = "" } = groups;
  const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const zone = /(?<zone>Z|[+-]\d{2}:?\d{2})$/i.exec(rest)?.groups?.["zone"];
  if (zone === undefined || zone === "+08:00" || zone === "+0800")
    return isDay(Number(year), Number(month), Number(day)) ? written : undefined;
  const instant = Date.parse(`${written}${rest.replace(" ", "T")}`);
  return Number.isNaN(instant) ? undefined : new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

/** Reckoned, because a date object that is written out again takes four seconds of a million contracts. */
function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 0));
}

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
