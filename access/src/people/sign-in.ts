/**
 * The sign-in with a password. An unknown name, a wrong password, a disabled person and one without a password get the
 * same answer after the same work: a count, a look-up, a hash and an entry in the audit trail.
 */
import { AppError, isAppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteLoginChallenge } from "../sql/delete-login-challenge.ts";
import { insertLoginChallenge } from "../sql/insert-login-challenge.ts";
import { lockPassword } from "../sql/lock-password.ts";
import { selectLoginChallenge } from "../sql/select-login-challenge.ts";
import { selectUser } from "../sql/select-user.ts";
import { hashToken, newToken } from "../tokens/token.ts";
import { beginSession, type Origin } from "./begin-session.ts";
import { countAttempt, forgetAttempts, type Guessed } from "./login-lock.ts";
import { isPassword } from "./passwords.ts";
import type { SecondFactors } from "./second-factors.ts";

/** The password was right, and a code is asked for. */
export interface LoginChallenge {
  readonly kind: "second-factor";
  /** What the code is sent with; good for five minutes. */
  readonly challenge: string;
  readonly expiresAt: Date;
}

/** A session has begun. */
export interface NewLogin {
  readonly kind: "session";
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface PasswordLogin {
  /** The name or the e-mail address. */
  readonly name: string;
  readonly password: string;
  readonly from: Origin;
  /** The session that the browser came with; it ends. */
  readonly replaces: string | undefined;
}

export interface CodeLogin {
  readonly challenge: string;
  /** Six digits of the app, or a recovery code. */
  readonly code: string;
  readonly from: Origin;
  readonly replaces: string | undefined;
}

export interface SignIn {
  /**
   * @throws AppError LOGIN_FAILED, the same and as slowly for a wrong name as for a wrong password; TOO_MANY_ATTEMPTS
   * while the name is locked
   */
  signIn(login: PasswordLogin): Promise<NewLogin | LoginChallenge>;
  /**
   * The second step, for whoever has a second factor.
   * @throws AppError SECOND_FACTOR_INVALID; LOGIN_FAILED when the first step is too long ago; TOO_MANY_ATTEMPTS
   */
  finishSignIn(login: CodeLogin): Promise<NewLogin>;
}

export function createSignIn(store: Store, secondFactors: Pick<SecondFactors, "accept">): SignIn {
  const auditFailure = (name: string, from: Origin, detail: Readonly<Record<string, unknown>>) =>
    writeAudit(store, {
      by: { ...from, kind: "unknown", name },
      action: "session.login",
      subject: { kind: "user", id: name },
      outcome: "failed",
      detail,
    });

  /** Counts, and notes an attempt that a lock refuses. */
  async function count(guessed: Guessed, name: string, from: Origin): Promise<number> {
    try {
      return await countAttempt(store, guessed);
    } catch (error) {
      if (isAppError(error, "TOO_MANY_ATTEMPTS")) await auditFailure(name, from, { reason: "locked" });
      throw error;
    }
  }

  return {
    async signIn({ name, password, from, replaces }) {
      const lockedForSeconds = await count({ login: name }, name, from);
      const user = await selectUser(store, name);
      const passwordHash = user?.passwordHash ?? undefined;
      const fits = await isPassword(passwordHash, password);
      if (!fits || user?.enabled !== true || passwordHash === undefined) {
        await auditFailure(name, from, { reason: "wrong name or password", lockedForSeconds });
        throw new AppError("LOGIN_FAILED");
      }
      return store.transaction(async (tx): Promise<NewLogin | LoginChallenge> => {
        if (!(await lockPassword(tx, { userId: user.id, passwordHash }))) throw new AppError("LOGIN_FAILED");
        await forgetAttempts(tx, [{ login: name }]);
        if (user.secondFactor) {
          const challenge = newToken();
          const { expiresAt } = await insertLoginChallenge(tx, { tokenHash: hashToken(challenge), userId: user.id });
          return { kind: "second-factor", challenge, expiresAt };
        }
        return { kind: "session", ...(await beginSession(tx, { user, method: "password", from, replaces })) };
      });
    },

    async finishSignIn({ challenge, code, from, replaces }) {
      const tokenHash = hashToken(challenge);
      const user = await selectLoginChallenge(store, tokenHash);
      if (user === undefined) throw expired();
      const lockedForSeconds = await count({ userId: user.id }, user.name, from);
      const login = await store.transaction(async (tx): Promise<NewLogin | undefined> => {
        if (!(await secondFactors.accept(tx, user.id, code))) return undefined;
        // Of two that send a right code at once, a recovery code say, only one goes on from this first step.
        if (!(await deleteLoginChallenge(tx, tokenHash))) throw expired();
        await forgetAttempts(tx, [{ userId: user.id }]);
        return { kind: "session", ...(await beginSession(tx, { user, method: "password", from, replaces })) };
      });
      if (login !== undefined) return login;
      await auditFailure(user.name, from, { reason: "wrong code of the second factor", lockedForSeconds });
      throw new AppError("SECOND_FACTOR_INVALID");
    },
  };
}

function expired(): AppError {
  const reason = "The password was given too long ago.";
  return new AppError("LOGIN_FAILED", { reason, remedy: "Sign in from the beginning." });
}
