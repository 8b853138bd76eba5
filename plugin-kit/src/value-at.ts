/**
 * The value at a dotted path: `data.items`, `pages.0.rows`. An empty path is the whole. Nothing where there is no such
 * field; a field that is null is null.
 */
export function valueAt(json: unknown, path: string): unknown {
  if (path === "") return json;
  let value = json;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
