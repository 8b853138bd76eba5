/**
 * The order in which people write a rule. The database keeps none, so everything that shows, exports or compares a rule
 * puts it into this one: a file that was exported twice is the same file.
 */
const beginning = ["rule", "id", "name", "description", "folder", "labels", "use"];
const end = [
  "triggers",
  "condition",
  "inputs",
  "vars",
  "lookups",
  "if",
  "forEach",
  "items",
  "concurrency",
  "priority",
].concat(
  ["with", "key", "throttle", "debounce", "batch", "calendar", "onHoliday", "workday", "dayStartsAt", "misfire"],
  [
    "retry",
    "retryFrom",
    "timeout",
    "approval",
    "cases",
    "branches",
    "do",
    "else",
    "actions",
    "onError",
    "compensate",
    "onFailure",
  ],
);
/** Below these stands what belongs to the author: its keys mean nothing to us, and are sorted by the alphabet. */
const data = new Set(["labels", "vars", "inputs", "with", "set", "return"]);

/** The same rule with its keys in the order in which people write them, however deep its steps lie. */
export function inReadingOrder<T>(definition: T): T {
  return ordered(definition, rankOfKey) as T;
}

function ordered(value: unknown, rank: (key: string) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => ordered(item, rank));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, ordered(inner, data.has(key) ? noRank : rank)]));
}

/** What is not named, like the kind of a trigger, stands in the middle. */
function rankOfKey(key: string): number {
  const first = beginning.indexOf(key);
  if (first >= 0) return first - beginning.length;
  return end.indexOf(key) + 1;
}

function noRank(): number {
  return 0;
}
