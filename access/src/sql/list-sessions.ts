import type { Queryable } from "@belfry/store";

/** A sign-in that lasts. */
export interface SessionSummary {
  readonly id: number;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** The network address it began at. */
  readonly address: string;
  readonly method: "password" | "sso";
  /** Whether it is the one that asks. */
  readonly current: boolean;
}

/** The sessions of a person, newest first. */
export async function listSessions(
  db: Queryable,
  options: { readonly userId: number; readonly current: Buffer | null },
): Promise<SessionSummary[]> {
  const { rows } = await db.query<SessionSummary>({
    name: "access-list-sessions",
    text: `
      select id, created_at as "createdAt", expires_at as "expiresAt", address, method,
        coalesce(token_hash = $2::bytea, false) as current
      from belfry.sessions where user_id = $1 and expires_at > belfry.now()
      order by id desc`,
    values: [options.userId, options.current],
  });
  return rows;
}
