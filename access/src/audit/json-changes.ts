import { isDeepStrictEqual } from "node:util";

/** One place where two values differ. A side is left out where there is nothing. */
export interface JsonChange {
  /** `actions.2.with.to`; empty for the value itself. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Where two JSON values differ, as deep as they have the same shape. */
export function jsonChanges(before: unknown, after: unknown, path = ""): JsonChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [{ path, after }];
  if (after === undefined) return [{ path, before }];
  if (!sameShape(before, after)) return [{ path, before, after }];
  const left = before as Readonly<Record<string, unknown>>;
  const right = after as Readonly<Record<string, unknown>>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].flatMap((key) => jsonChanges(left[key], right[key], path === "" ? key : `${path}.${key}`));
}

function sameShape(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  return Array.isArray(a) ? Array.isArray(b) && a.length === b.length : !Array.isArray(b);
}
