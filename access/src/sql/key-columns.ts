import type { Scope } from "@belfry/model";

/** An API key as people see it: never with its secret. */
export interface ApiKey {
  /** `bfk_` and eight letters: visible, and the first half of what a program sends. */
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly permissions: readonly string[];
  readonly scope: Scope | null;
  /** Empty: as many as anybody. */
  readonly requestsPerMinute: number | null;
  readonly createdBy: string;
  readonly createdAt: Date;
  /** Empty: it does not expire. */
  readonly expiresAt: Date | null;
  /** To the minute; empty: never. */
  readonly lastUsedAt: Date | null;
  /** Until when the secret before the last rotation is accepted too; empty: it is not. */
  readonly previousSecretUntil: Date | null;
  readonly revokedAt: Date | null;
}

export const keyColumns = `id, name, note, permissions, scope, requests_per_minute as "requestsPerMinute",
        created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt", last_used_at as "lastUsedAt",
        case when previous_until > belfry.now() then previous_until end as "previousSecretUntil", revoked_at as "revokedAt"`;
