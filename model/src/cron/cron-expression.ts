/** A schedule in the manner of cron, read into its parts. The parts are kept as written, so that they can be explained. */
export interface CronExpression {
  /** As it was written, without blanks around it. */
  readonly text: string;
  /** Whether it was written with six fields, the seconds first. Five fields fire at second 0. */
  readonly hasSeconds: boolean;
  readonly second: readonly CronPart[];
  readonly minute: readonly CronPart[];
  readonly hour: readonly CronPart[];
  readonly day: readonly CronPart[];
  readonly month: readonly CronPart[];
  /** 0 is Sunday. */
  readonly weekday: readonly CronPart[];
}

/** One entry of the comma-separated list in a field. */
export type CronPart =
  /** A star: all values. */
  | { readonly kind: "any" }
  /** A star with a step: every so many, counted from the first value of the field. */
  | { readonly kind: "every"; readonly step: number }
  | { readonly kind: "value"; readonly value: number }
  /** `1-5`, or with a step `0-30/10`. */
  | { readonly kind: "range"; readonly from: number; readonly to: number; readonly step: number }
  /** `L` in the day of the month. */
  | { readonly kind: "last-day" }
  /** `LW`: the last day from Monday to Friday in the month. */
  | { readonly kind: "last-workday" }
  /** `15W`: the day from Monday to Friday nearest to the 15th, within the month. */
  | { readonly kind: "nearest-workday"; readonly day: number }
  /** `5L`: the last Friday of the month. */
  | { readonly kind: "last-weekday"; readonly weekday: number }
  /** `5#2`: the second Friday of the month. */
  | { readonly kind: "nth-weekday"; readonly weekday: number; readonly nth: number };

export type CronFieldName = "second" | "minute" | "hour" | "day" | "month" | "weekday";

/** The numbers a field may hold. 7 is read as Sunday too. */
export const cronFieldRange: Readonly<
  Record<CronFieldName, { readonly min: number; readonly max: number; readonly label: string }>
> = {
  second: { min: 0, max: 59, label: "second" },
  minute: { min: 0, max: 59, label: "minute" },
  hour: { min: 0, max: 23, label: "hour" },
  day: { min: 1, max: 31, label: "day of the month" },
  month: { min: 1, max: 12, label: "month" },
  weekday: { min: 0, max: 7, label: "weekday" },
};

/** All values a plain part stands for, in ascending order. Empty for the parts that depend on the month. */
export function valuesOfPart(part: CronPart, field: CronFieldName): number[] {
  const { min } = cronFieldRange[field];
  const max = field === "weekday" ? 6 : cronFieldRange[field].max;
  switch (part.kind) {
    case "any":
      return countUp(min, max, 1);
    case "every":
      return countUp(min, max, part.step);
    case "value":
      return [part.value];
    case "range":
      return countUp(part.from, part.to, part.step);
    default:
      return [];
  }
}

function countUp(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}
