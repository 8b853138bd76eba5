import type { Queryable } from "@belfry/store";

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly userId: number;
  readonly address: string;
}

/** Begins a session of one week, and clears away those that have ended. */
export async function insertSession(db: Queryable, session: NewSession): Promise<{ expiresAt: Date }> {
  const { rows } = await db.query<{ expiresAt: Date }>({
    name: "access-insert-session",
    text: `
      with ended as (delete from belfry.sessions where expires_at <= belfry.now())
      insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address)
      values ($1, $2, belfry.now(), belfry.now() + interval '7 days', $3)
      returning expires_at as "expiresAt"`,
    values: [session.tokenHash, session.userId, session.address],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("A session was not written.");
  return row;
}
