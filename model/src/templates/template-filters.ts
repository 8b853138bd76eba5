import type { Liquid } from "liquidjs";
import { formatInZone, isoInZone, unknownDirective } from "../time/format-in-zone.ts";
import { isDateOnly, parseInstant } from "../time/parse-instant.ts";
import { DEFAULT_TIME_ZONE } from "../time/time-zone.ts";
import { addDays, wallClock } from "../time/wall-clock.ts";
import { TemplateFault } from "./template-fault.ts";
import { cnDigits, cnNumber, rmbUpper } from "./filters/chinese-numbers.ts";
import { gender } from "./filters/gender.ts";
import { escapeMarkdown } from "./filters/markdown-text.ts";
import { maskBank, maskEmail, maskId, maskName, maskPhone } from "./filters/masked-text.ts";
import { mention } from "./filters/mention.ts";
import { relativeCn } from "./filters/relative-time.ts";
import { percent, wan } from "./filters/short-numbers.ts";
import { thousands } from "./filters/thousands.ts";
import { SafeText } from "./safe-text.ts";
import { writeValue } from "./template-output.ts";

const WEEKDAYS = Array.from("日一二三四五六");
const MOST_DAYS = 36_600;

/** Filters of the library that ask the machine's clock or zone, or give another text each time. */
const REMOVED = ["date_to_xmlschema", "date_to_rfc822", "date_to_string", "date_to_long_string", "sample"] as const;

/** Gives an engine the filters of Belfry. Dates are in the zone of the render; null passes through, so that `default` can follow. */
export function registerFilters(engine: Liquid): void {
  for (const name of REMOVED) Reflect.deleteProperty(engine.filters, name);

  engine.registerFilter("date", function date(value: unknown, pattern: unknown, zone: unknown) {
    const name = typeof zone === "string" ? zone : zoneOf(this.context.globals);
    return value === null ? null : formatInZone(dateFrom(value, name), name, patternFrom(pattern ?? "%Y-%m-%d"));
  });
  engine.registerFilter("add_days", function add(value: unknown, days: unknown) {
    return value === null ? null : addDaysTo(value, days, zoneOf(this.context.globals));
  });
  engine.registerFilter("cn_date", function cnDate(value: unknown, form: unknown) {
    const zone = zoneOf(this.context.globals);
    return value === null ? null : chineseDate(dateFrom(value, zone), zone, form);
  });
  engine.registerFilter("cn_weekday", function cnWeekday(value: unknown, prefix: unknown = "周") {
    const zone = zoneOf(this.context.globals);
    return value === null ? null : `${String(prefix)}${WEEKDAYS[wallClock(dateFrom(value, zone), zone).weekday] ?? ""}`;
  });
  engine.registerFilter("relative_cn", function relative(value: unknown, reference: unknown) {
    if (value === null) return null;
    const zone = zoneOf(this.context.globals);
    const now: unknown = reference ?? Reflect.get(this.context.globals, "now");
    return relativeCn(dateFrom(value, zone), dateFrom(now, zone), zone);
  });
  engine.registerFilter("at", function at(value: unknown, name: unknown) {
    return mention(Reflect.get(this.context.globals, "channel"), value, name);
  });
  engine.registerFilter("md_escape", (value: unknown) =>
    value === null ? null : new SafeText("markdown", escapeMarkdown(writeValue(value, "none"))),
  );
  engine.registerFilter("rmb_upper", rmbUpper);
  engine.registerFilter("cn_number", cnNumber);
  engine.registerFilter("wan", wan);
  engine.registerFilter("percent", percent);
  engine.registerFilter("gender", gender);
  engine.registerFilter("mask_phone", maskPhone);
  engine.registerFilter("mask_id", maskId);
  engine.registerFilter("mask_name", maskName);
  engine.registerFilter("mask_email", maskEmail);
  engine.registerFilter("mask_bank", maskBank);
  engine.registerFilter("thousands", thousands);
  engine.registerFilter("truncate_bytes", truncateBytes);
}

/** `2026年2月16日`, or with the form `full` `二〇二六年二月十六日`. */
function chineseDate(date: Date, zone: string, form: unknown): string {
  if (form === undefined) return formatInZone(date, zone, "%Y年%-m月%-d日");
  if (form !== "full") {
    throw new TemplateFault(
      'A date has no other form in Chinese than "full".',
      "Write {{ now | cn_date }} or {{ now | cn_date: 'full' }}.",
    );
  }
  const { year, month, day } = wallClock(date, zone);
  return `${cnDigits(String(year))}年${cnNumber(month)}月${cnNumber(day)}日`;
}

function zoneOf(globals: object): string {
  const zone: unknown = Reflect.get(globals, "timezone");
  return typeof zone === "string" ? zone : DEFAULT_TIME_ZONE;
}

function patternFrom(pattern: unknown): string {
  const text = String(pattern);
  const unknown = unknownDirective(text);
  if (unknown === undefined) return text;
  throw new TemplateFault(
    `The date pattern has the part ${unknown}, which means nothing.`,
    "Use %Y %m %d %H %M %S, or %-m and %-d without a leading zero.",
  );
}

function dateFrom(value: unknown, zone: string): Date {
  if (value instanceof Date) return value;
  const date = typeof value === "string" ? parseInstant(value, zone) : undefined;
  if (date !== undefined) return date;
  const shown = typeof value === "string" ? JSON.stringify(value.slice(0, 40)) : "The value";
  throw new TemplateFault(
    `${shown} is not a date.`,
    "Give it like 2026-02-16, 2026-02-16 06:00:00 or 2026-02-16T06:00:00+08:00.",
  );
}

/** A date alone stays a date alone; anything else becomes a moment with its offset. */
function addDaysTo(value: unknown, days: unknown, zone: string): string {
  const count = Number(days);
  if (days === undefined || !Number.isInteger(count) || Math.abs(count) > MOST_DAYS) {
    throw new TemplateFault("The number of days is not a whole number.", "Write it like {{ now | add_days: -1 }}.");
  }
  const moved = addDays(dateFrom(value, zone), count, zone);
  return typeof value === "string" && isDateOnly(value) ? formatInZone(moved, zone, "%F") : isoInZone(moved, zone);
}

/** Cuts a text to so many bytes of UTF-8, the ending included, and never inside a character. */
function truncateBytes(value: unknown, limit: unknown, ending: unknown = "…"): string {
  const [text, tail, most] = [writeValue(value, "none"), String(ending), Number(limit)];
  if (!Number.isInteger(most) || most < Buffer.byteLength(tail)) {
    throw new TemplateFault(
      "The number of bytes is not a whole number that leaves room for the ending.",
      "Write it like {{ text | truncate_bytes: 4096 }}.",
    );
  }
  if (Buffer.byteLength(text) <= most) return text;
  let room = most - Buffer.byteLength(tail);
  let end = 0;
  for (const character of text) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    end += character.length;
  }
  return text.slice(0, end) + tail;
}
