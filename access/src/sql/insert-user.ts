import type { Scope } from "@belfry/model";
import type { Tx } from "@belfry/store";

export interface NewUser {
  readonly name: string;
  readonly displayName: string;
  readonly email: string | null;
  /** Empty: signs in through the provider only. */
  readonly passwordHash: string | null;
  readonly mustChangePassword: boolean;
  readonly role: string;
  readonly scope: Scope | null;
  readonly secondFactorRequired: boolean;
  readonly linkAllowed: boolean;
}

/** The id of the new person, and nothing when somebody has the name or the e-mail address. */
export async function insertUser(tx: Tx, user: NewUser): Promise<number | undefined> {
  const { rows } = await tx.query<{ id: number }>({
    name: "access-insert-user",
    text: `
      insert into belfry.users (name, display_name, email, password_hash, must_change_password, role, scope,
        second_factor_required, link_allowed, created_at, password_changed_at)
      values ($1, $2, lower($3), $4, $5, $6, $7::jsonb, $8, $9, belfry.now(), belfry.now())
      on conflict do nothing
      returning id`,
    values: [
      user.name,
      user.displayName,
      user.email,
      user.passwordHash,
      user.mustChangePassword,
      user.role,
      user.scope === null ? null : JSON.stringify(user.scope),
      user.secondFactorRequired,
      user.linkAllowed,
    ],
  });
  return rows[0]?.id;
}
