import type { Caller } from "@belfry/client";

/** A noun and a verb, as each route of the API names one. */
export type Permission = Caller["permissions"][number];

/** Of these a caller who is restricted to labels or inputs has a part; everything else belongs to the whole installation. */
const shared: ReadonlySet<string> = new Set([
  "approvals",
  "artifacts",
  "calendars",
  "catalog",
  "events",
  "executions",
  "grids",
  "incentives",
  "messages",
  // Whether their part is masked.
  "personal-data",
  "rules",
  "templates",
]);

/** Calendars and templates belong to everybody: whoever sees them with a part of the rules may not change them. */
const whole: ReadonlySet<Permission> = new Set(["calendars:write", "templates:write"]);

/** Whether the API would let the caller do it: what it would refuse is not offered. */
export function may({ permissions, scope }: Pick<Caller, "permissions" | "scope">, permission: Permission): boolean {
  const noun = permission.slice(0, permission.indexOf(":"));
  return permissions.includes(permission) && (scope === null || (shared.has(noun) && !whole.has(permission)));
}
