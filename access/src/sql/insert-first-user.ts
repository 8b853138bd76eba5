import type { Queryable } from "@belfry/store";
import type { BuiltinRole } from "../people/permissions.ts";

export interface NewUser {
  readonly name: string;
  readonly passwordHash: string;
  readonly role: BuiltinRole;
}

/** Creates a user if there is none at all. Whether it did; of two nodes that start at once only one does. */
export async function insertFirstUser(db: Queryable, user: NewUser): Promise<boolean> {
  const { count } = await db.query({
    name: "access-insert-first-user",
    text: `
      insert into belfry.users (name, password_hash, role, created_at, password_changed_at)
      select $1, $2, $3, belfry.now(), belfry.now() where not exists (select from belfry.users)
      on conflict (name) do nothing`,
    values: [user.name, user.passwordHash, user.role],
  });
  return count > 0;
}
