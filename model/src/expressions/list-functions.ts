import { functionFault, numberFrom } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";
import { valueKey } from "./value-key.ts";

export const listFunctions: readonly ExpressionFunction[] = [
  { name: "join", takes: ["list", "string"], gives: "string", run: join },
  { name: "distinct", takes: ["list"], gives: "list", run: distinct },
  { name: "flatten", takes: ["list"], gives: "list", run: (list) => listFrom(list).flat() },
  { name: "sort", takes: ["list"], gives: "list", run: (list) => sortBy(listFrom(list), (item) => item) },
  {
    name: "sortBy",
    takes: ["list", "string"],
    gives: "list",
    run: (list, key) => sortBy(listFrom(list), (item) => fieldOf(item, String(key))),
  },
  { name: "sum", takes: ["list"], gives: "dyn", run: sum },
  { name: "min", takes: ["list"], gives: "dyn", run: (list) => sortBy(someOf(list, "min"), (item) => item)[0] },
  { name: "max", takes: ["list"], gives: "dyn", run: (list) => sortBy(someOf(list, "max"), (item) => item).at(-1) },
  { name: "first", takes: ["list"], gives: "dyn", run: (list) => listFrom(list)[0] ?? null },
  { name: "last", takes: ["list"], gives: "dyn", run: (list) => listFrom(list).at(-1) ?? null },
];

export function listFrom(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw functionFault("A value is not a list.", "Compare it with the data it comes from.");
}

function someOf(value: unknown, name: string): readonly unknown[] {
  const list = listFrom(value);
  if (list.length > 0) return list;
  throw functionFault(`There is no ${name} of an empty list.`, "Ask first with size(list) > 0.");
}

function join(value: unknown, separator: unknown): string {
  return listFrom(value)
    .map((item) => {
      if (item === null || typeof item === "object")
        throw functionFault(
          "Only texts, numbers and true or false can be joined.",
          "Choose a field of each item with map(x, x.name) first.",
        );
      return typeof item === "string" ? item : JSON.stringify(typeof item === "bigint" ? Number(item) : item);
    })
    .join(String(separator));
}

/** Each value once, in the order in which they first come. Lists and objects are compared by what they hold. */
function distinct(value: unknown): unknown[] {
  const seen = new Set<string>();
  return listFrom(value).filter((item) => {
    const key = valueKey(item);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** Whole numbers stay whole: the sum of ints is an int. */
function sum(value: unknown): number | bigint {
  const list = listFrom(value);
  if (list.length > 0 && list.every((item) => typeof item === "bigint"))
    return list.reduce((total, item) => total + item, 0n);
  return list.reduce<number>((total, item) => total + numberFrom(item, "item to be added"), 0);
}

/** Ascending: numbers by size, texts by their character codes, dates by time. Equal ones keep their order. */
function sortBy(list: readonly unknown[], keyOf: (item: unknown) => unknown): unknown[] {
  const kinds = new Set(list.map((item) => kindOf(keyOf(item))));
  if (kinds.size > 1 || kinds.has("other"))
    throw functionFault("The values cannot be put in order.", "Sort only numbers, only texts or only dates.");
  return list.toSorted((a, b) => {
    const [left, right] = [sortable(keyOf(a)), sortable(keyOf(b))];
    return left < right ? -1 : left > right ? 1 : 0;
  });
}

function kindOf(value: unknown): "number" | "text" | "date" | "other" {
  if (typeof value === "number" || typeof value === "bigint") return "number";
  if (typeof value === "string") return "text";
  return value instanceof Date ? "date" : "other";
}

function sortable(value: unknown): string | number | bigint {
  return typeof value === "string" || typeof value === "bigint" ? value : Number(value);
}

function fieldOf(item: unknown, key: string): unknown {
  if (typeof item === "object" && item !== null && Object.hasOwn(item, key)) return Reflect.get(item, key);
  throw functionFault(`An item has no "${key}".`, "Leave out such items first with filter(x, has(x.…)).");
}
