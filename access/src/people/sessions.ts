/**
 * Sessions of people. The cookie holds a random token, the database its SHA-256. A session ends a week after its last
 * use, thirty days after its beginning, when its person signs out, changes the password or is disabled.
 */
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { deleteOtherSessions } from "../sql/delete-other-sessions.ts";
import { deleteSession } from "../sql/delete-session.ts";
import { extendSession } from "../sql/extend-session.ts";
import { insertSession } from "../sql/insert-session.ts";
import { selectSession, type SessionRow } from "../sql/select-session.ts";
import { selectUser } from "../sql/select-user.ts";
import { updatePassword } from "../sql/update-password.ts";
import { hashToken, newToken } from "../tokens/token.ts";
import { checkNewPassword, hashPassword, isPassword } from "./passwords.ts";
import { permissionsOfRole, type Caller } from "./permissions.ts";

export interface SignedIn {
  readonly caller: Caller;
  /** For the cookie; kept nowhere else. */
  readonly token: string;
  readonly expiresAt: Date;
}

export interface Sessions {
  /** @throws AppError LOGIN_FAILED, the same and as slowly for a wrong name as for a wrong password */
  signIn(options: { readonly name: string; readonly password: string; readonly address: string }): Promise<SignedIn>;
  /** Who holds this session, and nothing once it has ended. */
  callerOfSession(token: string): Promise<Caller | undefined>;
  /** Ends a session; ending it twice changes nothing. */
  signOut(token: string): Promise<void>;
  /**
   * Changes the caller's password and ends all sessions of theirs but the one in use.
   * @throws AppError REQUEST_INVALID when the current password is wrong or the new one is too weak
   */
  changePassword(options: {
    readonly caller: Caller;
    readonly currentPassword: string;
    readonly newPassword: string;
    /** The session that goes on. */
    readonly token: string | undefined;
  }): Promise<void>;
}

export function createSessions(store: Store): Sessions {
  return {
    async signIn({ name, password, address }) {
      const user = await selectUser(store, name);
      if (!(await isPassword(user?.passwordHash, password)) || user?.enabled !== true)
        throw new AppError("LOGIN_FAILED");
      const token = newToken();
      const { expiresAt } = await insertSession(store, { tokenHash: hashToken(token), userId: user.id, address });
      return { caller: person({ ...user, userId: user.id }), token, expiresAt };
    },

    async callerOfSession(token) {
      const tokenHash = hashToken(token);
      const session = await selectSession(store, tokenHash);
      if (session === undefined) return undefined;
      if (session.extend) await extendSession(store, tokenHash);
      return person(session);
    },

    signOut: (token) => deleteSession(store, hashToken(token)),

    async changePassword({ caller, currentPassword, newPassword, token }) {
      const user = await selectUser(store, caller.name);
      if (caller.kind !== "person" || user === undefined) {
        throw new AppError("PERMISSION_DENIED", { reason: "Only people have a password, programs have a token." });
      }
      if (!(await isPassword(user.passwordHash, currentPassword))) {
        const remedy = "Type the password you signed in with.";
        const problem = { path: "currentPassword", message: "This is not your password.", remedy };
        throw new AppError("REQUEST_INVALID", { problems: [problem] });
      }
      checkNewPassword(newPassword, user.name);
      const passwordHash = await hashPassword(newPassword);
      await store.transaction(async (tx) => {
        await updatePassword(tx, { userId: user.id, passwordHash });
        await deleteOtherSessions(tx, { userId: user.id, keep: token === undefined ? null : hashToken(token) });
      });
    },
  };
}

function person({ name, role, rolePermissions, scope, userId }: Omit<SessionRow, "extend">): Caller {
  return { kind: "person", name, role, permissions: permissionsOfRole(role, rolePermissions), scope, userId };
}
