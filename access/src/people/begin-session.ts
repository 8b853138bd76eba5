import type { Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteSession } from "../sql/delete-session.ts";
import { insertSession, type NewSession } from "../sql/insert-session.ts";
import { hashToken, newToken } from "../tokens/token.ts";

/** Where a request comes from. */
export type Origin = Pick<Actor, "address" | "requestId">;

export interface SessionStart {
  readonly user: { readonly id: number; readonly name: string };
  readonly method: NewSession["method"];
  readonly from: Origin;
  /** The session that the browser came with: it ends, whoever it belongs to. */
  readonly replaces: string | undefined;
}

/**
 * Begins a session with a token of its own. A token that was in the browser before is never taken over: somebody else may
 * have put it there, to be signed in together with whoever signs in now.
 */
export async function beginSession(
  tx: Tx,
  { user, method, from, replaces }: SessionStart,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  if (replaces !== undefined) await deleteSession(tx, hashToken(replaces));
  const token = newToken();
  const session = { tokenHash: hashToken(token), userId: user.id, address: from.address ?? "", method };
  const { expiresAt } = await insertSession(tx, session);
  await writeAudit(tx, {
    // An origin that is a whole actor must not put its own name in.
    by: { ...from, kind: "person", name: user.name },
    action: "session.login",
    subject: { kind: "user", id: user.name },
    outcome: "done",
    detail: { method },
  });
  return { token, expiresAt };
}
