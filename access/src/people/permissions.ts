import type { Actor, Scope } from "@belfry/model";

/** What a route asks for: a noun and a verb. */
export const permissions = [
  "accounts:read",
  "accounts:write",
  "approvals:decide",
  "approvals:read",
  "artifacts:read",
  "audit:read",
  "breakers:read",
  "breakers:write",
  "calendars:read",
  "calendars:write",
  "callbacks:read",
  "callbacks:write",
  "catalog:read",
  "connections:read",
  "connections:write",
  "events:read",
  "events:write",
  "executions:read",
  "executions:write",
  "grids:read",
  "grids:run",
  "grids:write",
  "incentives:read",
  "incentives:settle",
  "incentives:write",
  "keys:read",
  "keys:write",
  "messages:read",
  "messages:send",
  "nodes:read",
  "nodes:write",
  "personal-data:manage",
  "personal-data:read",
  "records:read",
  "records:write",
  "roles:read",
  "roles:write",
  "rules:read",
  "rules:run",
  "rules:write",
  "sandbox:read",
  "sandbox:write",
  "secrets:read",
  "secrets:write",
  "security:read",
  "settings:read",
  "settings:write",
  "suppressions:read",
  "suppressions:write",
  "templates:read",
  "templates:write",
  "users:read",
  "users:write",
  "variables:read",
  "variables:write",
] as const;
export type Permission = (typeof permissions)[number];

const viewer = [
  "calendars:read",
  "catalog:read",
  "events:read",
  "executions:read",
  "grids:read",
  "incentives:read",
  "messages:read",
  "rules:read",
  "templates:read",
] as const satisfies Permission[];

const operator = [
  ...viewer,
  "accounts:read",
  "approvals:decide",
  "approvals:read",
  "breakers:read",
  "breakers:write",
  "callbacks:read",
  "executions:write",
  "grids:run",
  "nodes:read",
  "records:read",
  "rules:run",
  "suppressions:read",
  "variables:read",
] as const satisfies Permission[];

const editor = [
  ...operator,
  "artifacts:read",
  "calendars:write",
  "connections:read",
  "events:write",
  "grids:write",
  "incentives:write",
  "messages:send",
  "personal-data:read",
  "records:write",
  "rules:write",
  "sandbox:read",
  "sandbox:write",
  "secrets:read",
  "suppressions:write",
  "templates:write",
  "variables:write",
] as const satisfies Permission[];

/** What each built-in role may do. An installation adds roles of its own; these stay as they are. */
export const builtinRoles = {
  viewer,
  operator,
  editor,
  administrator: permissions,
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
export type BuiltinRole = keyof typeof builtinRoles;

const known: ReadonlySet<string> = new Set(permissions);
const builtin: Readonly<Record<string, readonly Permission[]>> = builtinRoles;

/** A permission that this version does not know (a newer one wrote it) allows nothing here. */
export function readPermissions(names: readonly string[]): ReadonlySet<Permission> {
  return new Set(names.filter((name): name is Permission => known.has(name)));
}

/** What a role may do; a role that nobody knows may do nothing. */
export function permissionsOfRole(role: string, own: readonly string[] | null): ReadonlySet<Permission> {
  return Object.hasOwn(builtin, role) ? new Set(builtin[role]) : readPermissions(own ?? []);
}

/** Who makes a request. */
export interface Caller {
  readonly kind: "person" | "key" | "token";
  /** The person's name, or that of the key or token. */
  readonly name: string;
  /** The role of a person; empty for a program, which has permissions of its own. */
  readonly role: string | null;
  readonly permissions: ReadonlySet<Permission>;
  /** What the caller is restricted to; null: nothing. */
  readonly scope: Scope | null;
  /** Empty for a program. */
  readonly userId: number | null;
  /** What a person has to do before anything else: until then only the routes of their session are open to them. */
  readonly pending: "password-change" | "second-factor" | null;
  /** How many requests a key may make in a minute; empty: as many as anybody. */
  readonly requestsPerMinute: number | null;
}

export function mayDo(caller: Caller, permission: Permission): boolean {
  return caller.permissions.has(permission);
}

/** The caller as the audit trail names them. */
export function actorOf(caller: Caller, request: { readonly address: string; readonly requestId: string }): Actor {
  return { kind: caller.kind, name: caller.name, ...request };
}
