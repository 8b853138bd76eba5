/** What a route asks for: a noun and a verb. */
export const permissions = [
  "accounts:read",
  "accounts:write",
  "artifacts:read",
  "catalog:read",
  "executions:read",
  "executions:write",
  "messages:read",
  "rules:read",
  "rules:run",
  "rules:write",
  "sandbox:read",
  "sandbox:write",
  "secrets:read",
  "secrets:write",
  "variables:read",
  "variables:write",
] as const;
export type Permission = (typeof permissions)[number];

/** What each role may do. */
export const rolePermissions = {
  administrator: permissions,
} as const satisfies Readonly<Record<string, readonly Permission[]>>;
export type Role = keyof typeof rolePermissions;

/** Who makes a request. */
export interface Caller {
  readonly kind: "person" | "token";
  /** The person's name, or that of the token. */
  readonly name: string;
  readonly role: Role;
  /** Empty for a token. */
  readonly userId: number | null;
}

/** A role that this version does not know (a newer one wrote it) may do nothing. */
export function mayDo(caller: Caller, permission: Permission): boolean {
  const known: Readonly<Record<string, readonly Permission[]>> = rolePermissions;
  return known[caller.role]?.includes(permission) ?? false;
}
