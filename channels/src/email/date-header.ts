/** One for each zone that an account names: making one takes longer than composing a mail. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** The last one of each zone: the mails of a list come from the same second. */
const written = new Map<string, { readonly second: number; readonly header: string }>();

/** The Date header of RFC 5322 as a clock in the zone shows it: `Sun, 01 Mar 2026 06:00:00 +0800`. */
export function dateHeader(date: Date, timeZone: string): string {
  const second = Math.floor(date.getTime() / 1_000);
  const last = written.get(timeZone);
  if (last?.second === second) return last.header;
  const header = writeHeader(date, timeZone);
  written.set(timeZone, { second, header });
  return header;
}

function writeHeader(date: Date, timeZone: string): string {
  const format = formats.get(timeZone) ?? makeFormat(timeZone);
  const part = Object.fromEntries(format.formatToParts(date).map(({ type, value }) => [type, value]));
  // "GMT+08:00", and "GMT" alone for UTC. September is "Sept" in British English.
  const offset = part["timeZoneName"]?.replace("GMT", "").replace(":", "");
  const month = part["month"]?.slice(0, 3);
  const time = `${part["hour"]}:${part["minute"]}:${part["second"]}`;
  return `${part["weekday"]}, ${part["day"]} ${month} ${part["year"]} ${time} ${offset === "" ? "+0000" : offset}`;
}

function makeFormat(timeZone: string): Intl.DateTimeFormat {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    weekday: "short",
    day: "2-digit",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset",
  });
  formats.set(timeZone, format);
  return format;
}
