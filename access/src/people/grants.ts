/**
 * Nobody gives away more than they have: neither permissions, to a role, a person or a key, nor a wider view than their
 * own. The same holds for changing somebody who may do more: a new password for an administrator is all an
 * administrator may do.
 */
import { AppError, type Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { lockRole } from "../sql/lock-role.ts";
import { builtinRoles, permissionsOfRole, type Caller, type Permission } from "./permissions.ts";

export interface Grant {
  readonly permissions: ReadonlySet<Permission>;
  readonly scope: Scope | null;
}

/** @throws AppError PERMISSION_DENIED when the caller lacks some of it */
export function checkGrant(caller: Caller, { permissions, scope }: Grant): void {
  const missing = [...permissions].filter((permission) => !caller.permissions.has(permission));
  if (missing.length > 0) {
    const reason = `It takes permissions that you do not have yourself: ${missing.toSorted().join(", ")}.`;
    throw new AppError("PERMISSION_DENIED", { reason, permissions: missing });
  }
  if (!isWithin(scope, caller.scope)) {
    throw new AppError("PERMISSION_DENIED", { reason: "It reaches further than you are restricted to yourself." });
  }
}

/**
 * What a role may do now; an own role cannot be removed until the transaction is over.
 * @throws AppError ROLE_NOT_FOUND
 */
export async function permissionsInForce(tx: Tx, role: string): Promise<ReadonlySet<Permission>> {
  if (Object.hasOwn(builtinRoles, role)) return permissionsOfRole(role, null);
  const own = await lockRole(tx, role);
  if (own === undefined) throw new AppError("ROLE_NOT_FOUND", { role, reason: `"${role}" is no role.` });
  return permissionsOfRole(role, own);
}

/** Whether everything that the inner scope lets through the outer one does too. */
export function isWithin(inner: Scope | null, outer: Scope | null): boolean {
  if (outer === null) return true;
  if (inner === null) return false;
  return (
    Object.entries(outer.labels).every(([label, values]) => isSubset(inner.labels[label], values)) &&
    Object.entries(outer.inputs).every(([rule, inputs]) =>
      Object.entries(inputs).every(([input, values]) => isSubset(inner.inputs[rule]?.[input], values)),
    )
  );
}

/** A label or input that the inner scope leaves out is not restricted there. */
function isSubset<T>(inner: readonly T[] | undefined, outer: readonly T[]): boolean {
  return inner !== undefined && inner.every((value) => outer.includes(value));
}
