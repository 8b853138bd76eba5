/**
 * Explains a schedule in Chinese, in the words of the late-return system that Belfry took over: its users know them.
 * Days are told first, then the time, each hour with its part of the day.
 */
import { valuesOfPart, type CronExpression, type CronPart } from "./cron-expression.ts";
import { parseCron } from "./parse-cron.ts";

const WEEKDAYS = ["周日", "周一", "周二", "周三", "周四", "周五", "周六", "周日"] as const;
/** More times than this are told by their hours and minutes instead of one by one. */
const MOST_TIMES = 12;

/**
 * A sentence such as `💡 该任务将在每周一到周五 上午 06:30 执行`. An empty text gives an empty sentence; one that cannot be
 * read gives a sentence that begins with ⚠️.
 */
export function describeCron(expression: string): string {
  if (expression.trim() === "") return "";
  const parsed = parseCron(expression);
  if (parsed.ok) return `💡 该任务将在${phraseOf(parsed.cron)}`;
  const fields = expression.trim().split(/\s+/).length;
  return fields === 5 || fields === 6
    ? "⚠️ 表达式无效，请检查各段取值：分 时 日 月 周"
    : "⚠️ 格式错误，应为 5 段：分 时 日 月 周";
}

/** The bare phrase for a list of rules: `每天 上午 06:00 执行`. Empty where `describeCron` would warn. */
export function describeCronBriefly(expression: string): string {
  const parsed = parseCron(expression);
  return parsed.ok ? phraseOf(parsed.cron) : "";
}

function phraseOf(cron: CronExpression): string {
  return `${datesOf(cron)} ${timesOf(cron)}`;
}

function datesOf(cron: CronExpression): string {
  return monthsOf(cron.month) + daysOf(cron);
}

function monthsOf(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "any") return "";
  if (first?.kind === "every" && parts.length === 1) return `每隔 ${first.step} 个月的`;
  return `${numbers(parts, "month")} 月的`;
}

function daysOf({ day, weekday }: CronExpression): string {
  const anyDay = day[0]?.kind === "any";
  const anyWeekday = weekday[0]?.kind === "any";
  if (anyDay) return anyWeekday ? "每天" : weekdaysOf(weekday, "每");
  const days = monthDaysOf(day);
  return anyWeekday ? days : `${days} ${weekdaysOf(weekday, "")}`;
}

function monthDaysOf(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "every" && parts.length === 1) return `每隔 ${first.step} 天`;
  const named = parts.flatMap((part) => {
    if (part.kind === "last-day") return ["最后一天"];
    if (part.kind === "last-workday") return ["最后一个工作日"];
    if (part.kind === "nearest-workday") return [`离 ${part.day} 日最近的工作日`];
    return [];
  });
  const plain = parts.filter((part) => valuesOfPart(part, "day").length > 0);
  const days = plain.length > 0 ? [` ${numbers(plain, "day")} 日`] : [];
  return `每月${[...days, ...named].join("、")}`;
}

function weekdaysOf(parts: readonly CronPart[], every: string): string {
  const plain = parts.filter((part) => valuesOfPart(part, "weekday").length > 0);
  const texts = plain.map((part) => {
    if (part.kind === "range" && part.step === 1) return `${nameOf(part.from)}到${nameOf(part.to)}`;
    return valuesOfPart(part, "weekday").map(nameOf).join("、");
  });
  const special = parts.flatMap((part) => {
    if (part.kind === "last-weekday") return [`每月最后一个${nameOf(part.weekday)}`];
    if (part.kind === "nth-weekday") return [`每月第 ${part.nth} 个${nameOf(part.weekday)}`];
    return [];
  });
  return [...(texts.length > 0 ? [every + texts.join("、")] : []), ...special].join("、");
}

function timesOf(cron: CronExpression): string {
  const { hour, minute } = cron;
  if (hasSeconds(cron)) return `${hoursPrefix(hour)}${minutesPrefix(minute, hour)}${secondsText(cron.second)}`;
  const [onlyMinute] = minute;
  if (onlyMinute?.kind === "any") return `${hoursPrefix(hour)}每分钟执行一次`;
  if (onlyMinute?.kind === "every" && minute.length === 1)
    return `${hoursPrefix(hour)}每隔 ${onlyMinute.step} 分钟执行一次`;

  const [onlyHour] = hour;
  if (onlyHour?.kind === "any") return `每小时（${numbers(minute, "minute")} 分）执行`;
  if (onlyHour?.kind === "every" && hour.length === 1)
    return `每隔 ${onlyHour.step} 小时（${numbers(minute, "minute")} 分）执行`;
  if (onlyHour?.kind === "range" && hour.length === 1 && onlyMinute?.kind === "value" && minute.length === 1) {
    const rhythm = onlyHour.step === 1 ? "每小时" : `每隔 ${onlyHour.step} 小时`;
    return `${clock(onlyHour.from, onlyMinute.value)} 到 ${clock(onlyHour.to, onlyMinute.value)} ${rhythm}执行一次`;
  }
  const times = hour
    .flatMap((part) => valuesOfPart(part, "hour"))
    .flatMap((h) => minute.flatMap((part) => valuesOfPart(part, "minute")).map((m) => clock(h, m)));
  if (times.length <= MOST_TIMES) return `${times.join(" 和 ")} 执行`;
  return `${hoursPrefix(hour)}（${numbers(minute, "minute")} 分）执行`;
}

/** Whether the seconds say something: six fields, and not simply second 0. */
function hasSeconds({ second: [first, ...others] }: CronExpression): boolean {
  return others.length > 0 || first?.kind !== "value" || first.value !== 0;
}

function secondsText(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "any") return "每秒执行一次";
  if (first?.kind === "every" && parts.length === 1) return `每隔 ${first.step} 秒执行一次`;
  return `（${numbers(parts, "second")} 秒）执行`;
}

function minutesPrefix(minute: readonly CronPart[], hour: readonly CronPart[]): string {
  const [first] = minute;
  if (first?.kind === "any") return "每分钟 ";
  if (first?.kind === "every" && minute.length === 1) return `每隔 ${first.step} 分钟 `;
  return `${hour[0]?.kind === "any" ? "每小时 " : ""}${numbers(minute, "minute")} 分 `;
}

/** The hours in words before a rhythm within the hour, with a blank behind; nothing for every hour. */
function hoursPrefix(parts: readonly CronPart[]): string {
  const [first] = parts;
  if (first?.kind === "any") return "";
  if (first?.kind === "every" && parts.length === 1) return `每隔 ${first.step} 小时 `;
  const texts = parts.map((part) => {
    if (part.kind === "range" && part.step === 1) return `${hourText(part.from)} 到 ${hourText(part.to)}`;
    return valuesOfPart(part, "hour").map(hourText).join(" 和 ");
  });
  return `${texts.join(" 和 ")} `;
}

/** `1、15`, `1 到 7`, `0、10、20`. */
function numbers(parts: readonly CronPart[], field: "second" | "minute" | "day" | "month"): string {
  const texts = parts.map((part) => {
    if (part.kind === "range" && part.step === 1) return `${part.from} 到 ${part.to}`;
    return valuesOfPart(part, field).join("、");
  });
  return texts.join("、");
}

function nameOf(weekday: number): string {
  return WEEKDAYS[weekday] ?? "";
}

function clock(hour: number, minute: number): string {
  return `${partOfDay(hour)} ${twoDigits(hour)}:${twoDigits(minute)}`;
}

function hourText(hour: number): string {
  return `${partOfDay(hour)} ${twoDigits(hour)} 时`;
}

function partOfDay(hour: number): string {
  if (hour < 6) return "凌晨";
  if (hour < 12) return "上午";
  if (hour === 12) return "中午";
  return hour < 18 ? "下午" : "晚上";
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
