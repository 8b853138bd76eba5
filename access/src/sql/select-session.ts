import type { Scope } from "@belfry/model";
import type { Queryable } from "@belfry/store";

export interface SessionRow {
  readonly userId: number;
  readonly name: string;
  readonly role: string;
  /** Those of an own role of this installation; empty for a built-in one. */
  readonly rolePermissions: readonly string[] | null;
  readonly scope: Scope | null;
  readonly pending: "password-change" | "second-factor" | null;
  /** Whether its end is to be moved. Once an hour is enough: a write for every request would be the dearest part of it. */
  readonly extend: boolean;
}

/** The session with this token, unless it has ended. Whoever came through the provider has proved enough there. */
export async function selectSession(db: Queryable, tokenHash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await db.query<SessionRow>({
    name: "access-select-session",
    text: `
      select u.id as "userId", u.name, u.role, r.permissions as "rolePermissions", u.scope,
        case
          when s.method = 'sso' then null
          when u.must_change_password then 'password-change'
          when u.second_factor_required and not exists (
            select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) then 'second-factor'
        end as pending,
        s.expires_at < belfry.now() + interval '7 days' - interval '1 hour' as extend
      from belfry.sessions s join belfry.users u on u.id = s.user_id left join belfry.roles r on r.name = u.role
      where s.token_hash = $1 and s.expires_at > belfry.now() and u.enabled`,
    values: [tokenHash],
  });
  return rows[0];
}
