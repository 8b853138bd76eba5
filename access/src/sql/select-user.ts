import type { Queryable } from "@belfry/store";

/** What a sign-in has to know of a person. */
export interface UserRow {
  readonly id: number;
  readonly name: string;
  /** Empty for a person who signs in through the provider only. */
  readonly passwordHash: string | null;
  readonly enabled: boolean;
  /** Whether a code is asked for after the password. */
  readonly secondFactor: boolean;
}

/** The person with this name or e-mail address, however it is capitalised. A name holds no @, so it is never both. */
export async function selectUser(db: Queryable, login: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>({
    name: "access-select-user",
    text: `
      select u.id, u.name, u.password_hash as "passwordHash", u.enabled,
        exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor"
      from belfry.users u
      where lower(u.name) = lower($1) or u.email = lower($1)`,
    values: [login],
  });
  return rows[0];
}
