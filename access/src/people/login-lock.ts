/**
 * The lock that outlives a restart and holds on every node. Ten wrong passwords for a name within a quarter of an hour
 * lock it for a minute, the next ten for two, and so on up to a quarter of an hour; a day without an attempt forgets it
 * all. So a stranger who keeps on trying gets some forty guesses in an hour, and the person waits a quarter of an hour at
 * the most; an administrator, or the command line on the machine itself, unlocks at once.
 *
 * A name is counted whether somebody has it or not, or the lock would tell who exists.
 */
import { AppError } from "@belfry/model";
import type { Queryable } from "@belfry/store";
import { beginLoginAttempt } from "../sql/begin-login-attempt.ts";
import { deleteLoginFailures } from "../sql/delete-login-failures.ts";

const rule = {
  failures: 10,
  windowSeconds: 900,
  firstLockSeconds: 60,
  longestLockSeconds: 900,
  forgetSeconds: 86_400,
};

/** What is counted: passwords by the name that was typed, codes of the second factor by person. */
export type Guessed = { readonly login: string } | { readonly userId: number };

/**
 * Counts an attempt before it is made.
 * @returns for how many seconds it locks those that follow; 0: it does not
 * @throws AppError TOO_MANY_ATTEMPTS with `retryAfterSeconds` while it is locked
 */
export async function countAttempt(db: Queryable, guessed: Guessed): Promise<number> {
  const { allowed, lockedForSeconds } = await beginLoginAttempt(db, keyOf(guessed), rule);
  // A moment may have passed since it was locked: never tell anybody to wait for nothing.
  if (!allowed) throw new AppError("TOO_MANY_ATTEMPTS", { retryAfterSeconds: Math.max(lockedForSeconds, 1) });
  return lockedForSeconds;
}

/** Takes the count back after a right answer, or at the wish of an administrator. Whether a lock was in force. */
export function forgetAttempts(db: Queryable, guessed: readonly Guessed[]): Promise<boolean> {
  return deleteLoginFailures(db, guessed.map(keyOf));
}

function keyOf(guessed: Guessed): string {
  return "login" in guessed ? `name ${guessed.login.toLowerCase()}` : `factor ${guessed.userId}`;
}
