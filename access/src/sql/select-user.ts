import type { Queryable } from "@belfry/store";
import type { Role } from "../people/permissions.ts";

export interface UserRow {
  readonly id: number;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly enabled: boolean;
}

export async function selectUser(db: Queryable, name: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>({
    name: "access-select-user",
    text: `select id, name, password_hash as "passwordHash", role, enabled from belfry.users where name = $1`,
    values: [name],
  });
  return rows[0];
}
