import { listFrom } from "./list-functions.ts";
import type { ExpressionFunction } from "./register-functions.ts";
import { valueKey } from "./value-key.ts";

/** Lists as sets: each value once, in the order in which they first come. */
export const setFunctions: readonly ExpressionFunction[] = [
  { name: "union", takes: ["list", "list"], gives: "list", run: (a, b) => once([...listFrom(a), ...listFrom(b)]) },
  { name: "intersect", takes: ["list", "list"], gives: "list", run: (a, b) => once(listFrom(a).filter(isIn(b))) },
  {
    name: "minus",
    takes: ["list", "list"],
    gives: "list",
    run: (a, b) => {
      const isThere = isIn(b);
      return once(listFrom(a).filter((item) => !isThere(item)));
    },
  },
  { name: "subset", takes: ["list", "list"], gives: "bool", run: (a, b) => listFrom(a).every(isIn(b)) },
];

function isIn(list: unknown): (item: unknown) => boolean {
  const keys = new Set(listFrom(list).map(valueKey));
  return (item) => keys.has(valueKey(item));
}

function once(list: readonly unknown[]): unknown[] {
  return [...new Map(list.toReversed().map((item) => [valueKey(item), item])).values()].toReversed();
}
