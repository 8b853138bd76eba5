import type { AuditEntry } from "@belfry/client";

/** One place where before and after differ. */
export interface Change {
  /** `actions.2.with.to`; empty for the whole. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** The changes of an entry, and whatever else it tells; nothing once it was erased. */
export function readDetail(detail: AuditEntry["detail"]): {
  readonly changes: readonly Change[];
  readonly rest: Readonly<Record<string, unknown>>;
} {
  const { changes, ...rest } = detail ?? {};
  const read = Array.isArray(changes) ? changes.filter(isChange).flatMap(spread) : [];
  return { changes: read, rest };
}

function isChange(value: unknown): value is Change {
  return typeof value === "object" && value !== null && "path" in value && typeof value.path === "string";
}

/** What was made or removed as a whole is shown field by field: nobody reads a wall of JSON. */
function spread(change: Change): readonly Change[] {
  if (change.path !== "") return [change];
  const side = "after" in change && "before" in change ? undefined : "after" in change ? "after" : "before";
  const whole = side === undefined ? undefined : change[side];
  if (side === undefined || typeof whole !== "object" || whole === null || Array.isArray(whole)) return [change];
  return Object.entries(whole).map(([path, value]) => ({ path, [side]: value as unknown }));
}
