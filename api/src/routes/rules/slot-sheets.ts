import type { SlotDays, SlotView } from "@belfry/engine";
import { SlotFate, wallClock } from "@belfry/model";
import type { WorkbookSheet } from "../../api-deps.ts";

export type SheetLanguage = "zh" | "en";

const words = {
  zh: {
    days: "每日对账",
    slots: "触发明细",
    day: "日期",
    due: "应触发",
    planned: "待触发",
    balanced: "是否平账",
    yes: "平",
    no: "不平",
    unknown: "未知",
    total: "合计",
    monthly: (month: string) => `${month}（仅存月合计）`,
    from: "时间",
    to: "至",
    n: "数量",
    fate: "去向",
    trigger: "触发器",
    execution: "执行",
    reason: "原因",
  },
  en: {
    days: "Days",
    slots: "Slots",
    day: "Day",
    due: "Due",
    planned: "Planned",
    balanced: "Balanced",
    yes: "yes",
    no: "NO",
    unknown: "unknown",
    total: "Total",
    monthly: (month: string) => `${month} (only the sum is kept)`,
    from: "Time",
    to: "To",
    n: "Number",
    fate: "Fate",
    trigger: "Trigger",
    execution: "Execution",
    reason: "Reason",
  },
} as const;

const fatesInChinese: Readonly<Record<SlotFate | "planned", string>> = {
  planned: "待触发",
  fired: "已触发",
  "condition-false": "条件不满足",
  "condition-error": "条件出错",
  "overlap-skipped": "重叠跳过",
  "rate-limited": "限流",
  paused: "已暂停",
  disabled: "停用",
  incomplete: "依赖未齐",
  "calendar-skipped": "日历跳过",
  moved: "已调整",
  merged: "已合并",
  missed: "错过",
  superseded: "已被新版本取代",
};

const fateName = (fate: SlotFate | "planned", language: SheetLanguage) =>
  language === "zh" ? fatesInChinese[fate] : fate;

/** The days with their sums: every fate that occurs is a column, the last row is the sum of all. */
export function daySheet({ rule, timeZone, days, summedUp }: SlotDays, language: SheetLanguage): WorkbookSheet {
  const w = words[language];
  const rows = [
    ...summedUp.map(({ month, fates }) => ({ day: w.monthly(month), due: null, planned: null, fates, verdict: null })),
    ...days.map(({ day, due, planned, fates, balanced }) => {
      const verdict = balanced === null ? w.unknown : balanced ? w.yes : w.no;
      return { day, due, planned, fates, verdict };
    }),
  ];
  const seen = Object.values(SlotFate).filter((fate) => rows.some(({ fates }) => (fates[fate] ?? 0) > 0));
  const cells = rows.map(({ fates, ...row }) => ({
    ...row,
    ...Object.fromEntries(seen.map((fate) => [fate, fates[fate] ?? 0])),
  }));
  const sum = (field: string) =>
    cells.reduce((total, row) => total + Number((row as Readonly<Record<string, unknown>>)[field] ?? 0), 0);
  const known = days.every(({ due }) => due !== null);
  const total = {
    day: w.total,
    due: known ? sum("due") : null,
    planned: sum("planned"),
    verdict: null,
    ...Object.fromEntries(seen.map((fate) => [fate, sum(fate)])),
  };
  return {
    name: w.days,
    title: `${rule} · ${days[0]?.day ?? ""} – ${days.at(-1)?.day ?? ""} · ${timeZone}`,
    columns: [
      { field: "day", header: w.day, width: 22 },
      { field: "due", header: w.due, width: 10 },
      ...seen.map((fate) => ({ field: fate, header: fateName(fate, language), width: 16 })),
      { field: "planned", header: w.planned, width: 10 },
      { field: "verdict", header: w.balanced, width: 10 },
    ],
    rows: [...cells, total],
  };
}

/** Every slot, or run of slots of equal fate, with what decided it. */
export function slotSheet(
  of: SlotDays & { readonly slots: readonly SlotView[]; readonly details: boolean },
  language: SheetLanguage,
): WorkbookSheet {
  const w = words[language];
  return {
    name: w.slots,
    title: `${of.rule} · ${of.timeZone}`,
    columns: [
      { field: "from", header: w.from, width: 20 },
      { field: "to", header: w.to, width: 20 },
      { field: "n", header: w.n, width: 8 },
      { field: "fate", header: w.fate, width: 18 },
      { field: "trigger", header: w.trigger, width: 16 },
      { field: "execution", header: w.execution, width: 12 },
      ...(of.details ? [{ field: "reason", header: w.reason, width: 60 }] : []),
    ],
    rows: of.slots.map(({ from, to, n, fate, trigger, executionId, detail }) => ({
      from: textOf(from, of.timeZone),
      to: n === 1 ? null : textOf(to, of.timeZone),
      n,
      fate: fateName(fate, language),
      trigger,
      execution: executionId,
      reason: of.details && detail !== null ? JSON.stringify(detail) : null,
    })),
  };
}

function textOf(time: Date, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallClock(time, timeZone);
  const [date, clock] = [
    [year, month, day],
    [hour, minute, second],
  ].map((parts) => parts.map((part) => String(part).padStart(2, "0")));
  return `${date?.join("-") ?? ""} ${clock?.join(":") ?? ""}`;
}
