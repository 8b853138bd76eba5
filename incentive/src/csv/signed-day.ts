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
  if (zone === undefined || zone === "+08:00" || zone === "+0800") return isDay(written) ? written : undefined;
  const instant = Date.parse(`${written}${rest.replace(" ", "T")}`);
  return Number.isNaN(instant) ? undefined : new Date(instant + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
}

function isDay(text: string): boolean {
  const instant = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(instant) && new Date(instant).toISOString().slice(0, 10) === text;
}
