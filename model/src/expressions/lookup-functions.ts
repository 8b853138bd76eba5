import { scopeLookups } from "./evaluation-scope.ts";
import { functionFault } from "./function-fault.ts";
import type { ExpressionFunction } from "./register-functions.ts";

/** `lookup("customers", key)`: the fields of a record, null where there is none. The rule names the table in `lookups`. */
export const lookupFunctions: readonly ExpressionFunction[] = [
  { name: "lookup", takes: ["string", "dyn"], gives: "dyn", form: "function", run: lookup },
];

function lookup(name: unknown, key: unknown): unknown {
  const lookups = scopeLookups();
  if (!Object.hasOwn(lookups, String(name))) {
    throw functionFault(
      `The rule looks nothing up in ${String(name)}.`,
      `Name the table in the rule: lookups: { ${String(name)}: { table: … } }.`,
    );
  }
  const table: unknown = Reflect.get(lookups, String(name));
  if (typeof key !== "string" && typeof key !== "number" && typeof key !== "bigint")
    throw functionFault("A key is a text or a number.", "Look at the data it comes from.");
  return typeof table === "object" && table !== null && Object.hasOwn(table, String(key))
    ? Reflect.get(table, String(key))
    : null;
}
