import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: string;
  /** Those of an own role of this installation; empty for a built-in one. */
  readonly rolePermissions: readonly string[] | null;
  readonly scope: Scope | null;
  readonly enabled: boolean;
}

export async function selectUser(db: Queryable, name: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>({
    name: "access-select-user",
    text: `
      select u.id, u.name, u.password_hash as "passwordHash", u.role, r.permissions as "rolePermissions", u.scope, u.enabled
      from belfry.users u left join belfry.roles r on r.name = u.role
      where u.name = $1`,
    values: [name],
  });
  return rows[0];
}
