/** Cuts what is shown to what people read: a list of fifty thousand addresses tells them no more than its beginning. */

/** A mail is looked at as a whole. */
const LONGEST_TEXT = 200_000;
const LONGEST_VALUE = 4_000;
const LONGEST_LIST = 50;
const DEEPEST = 12;

export interface CutValues {
  /** A value of a step: its input, its output. */
  value(value: unknown): unknown;
  /** What was captured, in which texts are read as a whole. */
  effect<T>(effect: T): T;
  readonly cut: boolean;
}

export function createCutValues(): CutValues {
  let cut = false;
  const walk = (value: unknown, longest: number, depth: number): unknown => {
    if (typeof value === "string") {
      if (value.length <= longest) return value;
      cut = true;
      return `${value.slice(0, longest)}…`;
    }
    if (typeof value !== "object" || value === null) return value;
    if (depth > DEEPEST) {
      cut = true;
      return "…";
    }
    if (Array.isArray(value)) {
      if (value.length > LONGEST_LIST) cut = true;
      return value.slice(0, LONGEST_LIST).map((one) => walk(one, longest, depth + 1));
    }
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, walk(one, longest, depth + 1)]));
  };
  return {
    value: (value) => walk(value, LONGEST_VALUE, 0),
    effect: <T>(effect: T) => walk(effect, LONGEST_TEXT, 0) as T,
    get cut() {
      return cut;
    },
  };
}
