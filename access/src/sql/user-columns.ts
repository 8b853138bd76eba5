import type { Scope } from "@belfry/model";

/** A person as administrators see them. */
export interface User {
  readonly id: number;
  readonly name: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly role: string;
  readonly scope: Scope | null;
  readonly enabled: boolean;
  /** False for a person who signs in through the provider only. */
  readonly hasPassword: boolean;
  readonly mustChangePassword: boolean;
  /** Whether a second factor is asked for at the sign-in. */
  readonly secondFactor: boolean;
  readonly secondFactorRequired: boolean;
  /** Whether the person is known to the provider of single sign-on. */
  readonly linked: boolean;
  readonly linkAllowed: boolean;
  /** Until when no password is accepted after too many wrong ones; empty: none is refused. */
  readonly lockedUntil: Date | null;
  readonly lastLoginAt: Date | null;
  readonly createdAt: Date;
}

export const userColumns = `u.id, u.name, u.display_name as "displayName", u.email, u.role, u.scope, u.enabled,
        u.password_hash is not null as "hasPassword", u.must_change_password as "mustChangePassword",
        exists (select from belfry.second_factors f where f.user_id = u.id and f.confirmed_at is not null) as "secondFactor",
        u.second_factor_required as "secondFactorRequired",
        exists (select from belfry.identities i where i.user_id = u.id) as "linked", u.link_allowed as "linkAllowed",
        (select max(l.locked_until) from belfry.login_failures l
          where l.name in ('name ' || lower(u.name), 'name ' || u.email) and l.locked_until > belfry.now()) as "lockedUntil",
        u.last_login_at as "lastLoginAt", u.created_at as "createdAt"`;
