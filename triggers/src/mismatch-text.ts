import type { CronMismatch, LocalizedText } from "@belfry/plugin-kit";

const fields: Readonly<Record<CronMismatch["field"], LocalizedText>> = {
  second: { zh: "秒", en: "second" },
  minute: { zh: "分钟", en: "minute" },
  hour: { zh: "小时", en: "hour" },
  day: { zh: "日期", en: "day of the month" },
  month: { zh: "月份", en: "month" },
  weekday: { zh: "星期", en: "day of the week" },
};
const weekdays: readonly LocalizedText[] = [
  { zh: "星期日", en: "Sunday" },
  { zh: "星期一", en: "Monday" },
  { zh: "星期二", en: "Tuesday" },
  { zh: "星期三", en: "Wednesday" },
  { zh: "星期四", en: "Thursday" },
  { zh: "星期五", en: "Friday" },
  { zh: "星期六", en: "Saturday" },
];

/** A field that does not fit, as a sentence: the day of the week is Sunday; the line wants 1-5. */
export function mismatchText({ field, is, wanted }: CronMismatch): LocalizedText {
  const shown = (field === "weekday" ? weekdays[is] : undefined) ?? { zh: String(is), en: String(is) };
  return {
    zh: `${fields[field].zh}是 ${shown.zh}，表达式要求 ${wanted}`,
    en: `the ${fields[field].en} is ${shown.en}; the line wants ${wanted}`,
  };
}
