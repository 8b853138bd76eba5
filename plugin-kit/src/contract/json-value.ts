/**
 * Where a value is not JSON, or nothing if it is. What an action returns is read back from the database after a crash: a
 * Date, a Map or an undefined field would then be something else than before it.
 */
export function notJson(value: unknown, path = "the output"): string | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return undefined;
  if (typeof value === "number") return Number.isFinite(value) ? undefined : `${path} is ${value}`;
  if (Array.isArray(value)) return firstOf(value.map((inner, index) => notJson(inner, `${path}[${index}]`)));
  if (typeof value !== "object") return `${path} is of type ${typeof value}`;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return `${path} is an object of a class`;
  return firstOf(Object.entries(value).map(([key, inner]) => notJson(inner, `${path}.${key}`)));
}

function firstOf(reasons: readonly (string | undefined)[]): string | undefined {
  return reasons.find((reason) => reason !== undefined);
}
