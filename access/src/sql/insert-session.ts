import type { Tx } from "@belfry/store";

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly userId: number;
  readonly address: string;
  readonly method: "password" | "sso";
}

/** Begins a session of one week, notes when the person came, and clears away sessions that have ended. */
export async function insertSession(tx: Tx, session: NewSession): Promise<{ expiresAt: Date }> {
  const { rows } = await tx.query<{ expiresAt: Date }>({
    name: "access-insert-session",
    text: `
      with ended as (delete from belfry.sessions where expires_at <= belfry.now()),
      came as (update belfry.users set last_login_at = belfry.now() where id = $2)
      insert into belfry.sessions (token_hash, user_id, created_at, expires_at, address, method)
      values ($1, $2, belfry.now(), belfry.now() + interval '7 days', $3, $4)
      returning expires_at as "expiresAt"`,
    values: [session.tokenHash, session.userId, session.address, session.method],
  });
  const [row] = rows;
  if (row === undefined) throw new Error("A session was not written.");
  return row;
}
