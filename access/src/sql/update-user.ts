import type { Tx } from "@belfry/store";
import type { User } from "./user-columns.ts";

/** What of a person can be changed. */
export type UserFields = Pick<
  User,
  "displayName" | "email" | "role" | "scope" | "enabled" | "secondFactorRequired" | "linkAllowed"
>;

/** Writes these fields of a person, and returns false when somebody else has the e-mail address. */
export async function updateUser(tx: Tx, id: number, user: UserFields): Promise<boolean> {
  const { count } = await tx.query({
    name: "access-update-user",
    text: `
      update belfry.users u
      set display_name = $2, email = lower($3), role = $4, scope = $5::jsonb, enabled = $6, second_factor_required = $7,
        link_allowed = $8
      where id = $1 and not exists (select from belfry.users o where o.email = lower($3) and o.id <> $1)`,
    values: [
      id,
      user.displayName,
      user.email,
      user.role,
      user.scope === null ? null : JSON.stringify(user.scope),
      user.enabled,
      user.secondFactorRequired,
      user.linkAllowed,
    ],
  });
  return count > 0;
}
