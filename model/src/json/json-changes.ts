/** One place where two values differ. A side is left out where there is nothing. */
export interface JsonChange {
  /** `actions.2.with.to`; empty for the value itself. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Compares two lists item by item, or gives nothing: then they are compared like any other values. */
export type CompareLists<Change extends JsonChange> = (
  before: readonly unknown[],
  after: readonly unknown[],
  path: string,
) => readonly Change[] | undefined;

/** Where two JSON values differ, as deep as they have the same shape. */
export function jsonChanges<Change extends JsonChange = JsonChange>(
  before: unknown,
  after: unknown,
  path = "",
  compareLists?: CompareLists<Change>,
): (JsonChange | Change)[] {
  if (isEqualJson(before, after)) return [];
  if (before === undefined) return [{ path, after }];
  if (after === undefined) return [{ path, before }];
  if (Array.isArray(before) && Array.isArray(after)) {
    const changes = compareLists?.(before, after, path);
    if (changes !== undefined) return [...changes];
  }
  if (!haveSameShape(before, after)) return [{ path, before, after }];
  const left = before as Readonly<Record<string, unknown>>;
  const right = after as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => jsonChanges(left[key], right[key], joinKey(path, key), compareLists));
}

/** Whether something came, went or is another one. */
export function kindOfChange(change: JsonChange): "added" | "removed" | "changed" {
  if (!("before" in change)) return "added";
  return "after" in change ? "changed" : "removed";
}

/** Writes a key below a path as the changes do. */
export function joinKey(path: string, key: string | number): string {
  return path === "" ? String(key) : `${path}.${key}`;
}

/** Whether two JSON values are the same; the order of keys is none. */
export function isEqualJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => isEqualJson(item, b[i]));
  }
  if (a instanceof Date || b instanceof Date)
    return a instanceof Date && b instanceof Date && a.getTime() === b.getTime();
  const left = Object.entries(a);
  if (left.length !== Object.keys(b).length) return false;
  return left.every(([key, value]) => Object.hasOwn(b, key) && isEqualJson(value, (b as Record<string, unknown>)[key]));
}

function haveSameShape(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return Array.isArray(a) ? Array.isArray(b) && a.length === b.length : !Array.isArray(b);
}
