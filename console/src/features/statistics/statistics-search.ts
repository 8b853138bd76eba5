export const periodKinds = ["day", "week", "month"] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** What the address of the statistics says. */
export interface StatisticsSearch {
  /** @default days */
  readonly by?: Exclude<PeriodKind, "day">;
  readonly from?: string;
  readonly to?: string;
  readonly rule?: string;
  readonly folder?: string;
  /** `team=学工处` */
  readonly label?: string;
}

const dayPattern = /^\d{4}-\d\d-\d\d$/;

export function parseStatisticsSearch(search: Readonly<Record<string, unknown>>): StatisticsSearch {
  const { by, from, to, rule, folder, label } = search;
  return {
    ...((by === "week" || by === "month") && { by }),
    ...(isDay(from) && isDay(to) && from <= to && { from, to }),
    ...((typeof rule === "string" || typeof rule === "number") && rule !== "" && { rule: String(rule) }),
    ...((typeof folder === "string" || typeof folder === "number") && folder !== "" && { folder: String(folder) }),
    ...(typeof label === "string" && /^[^=]+=[^=]*$/.test(label) && { label }),
  };
}

/** The same time, of all rules. */
export function ofAllRules({
  rule: _rule,
  folder: _folder,
  label: _label,
  ...time
}: StatisticsSearch): StatisticsSearch {
  return time;
}

function isDay(value: unknown): value is string {
  if (typeof value !== "string" || !dayPattern.test(value)) return false;
  // 30 February is read as 2 March, and refused by the server.
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
