/**
 * Sessions of people. The cookie holds a random token, the database its SHA-256. A session ends a week after its last
 * use, thirty days after its beginning, when its person signs out, changes the password, is disabled, or may do other
 * things than before.
 */
import { AppError, type Actor } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteOtherSessions } from "../sql/delete-other-sessions.ts";
import { deleteSession } from "../sql/delete-session.ts";
import { deleteSessionOfUser } from "../sql/delete-session-of-user.ts";
import { extendSession } from "../sql/extend-session.ts";
import { listSessions, type SessionSummary } from "../sql/list-sessions.ts";
import { selectSession, type SessionRow } from "../sql/select-session.ts";
import { selectUser } from "../sql/select-user.ts";
import { updatePassword } from "../sql/update-password.ts";
import { hashToken } from "../tokens/token.ts";
import type { Origin } from "./begin-session.ts";
import { countAttempt, forgetAttempts } from "./login-lock.ts";
import { checkNewPassword, hashPassword, isPassword } from "./passwords.ts";
import { permissionsOfRole, type Caller } from "./permissions.ts";
import { takeUser, type Administrator } from "./users.ts";

export interface Sessions {
  /** Who holds this session, and nothing once it has ended. */
  callerOfSession(token: string): Promise<Caller | undefined>;
  /** Ends a session; ending it twice changes nothing. */
  signOut(token: string, from: Origin): Promise<void>;
  /**
   * Changes the caller's password and ends all sessions of theirs but the one in use.
   * @throws AppError REQUEST_INVALID when the current password is wrong or the new one is too weak; TOO_MANY_ATTEMPTS
   */
  changePassword(options: {
    readonly caller: Caller;
    readonly actor: Actor;
    readonly currentPassword: string;
    readonly newPassword: string;
    /** The session that goes on. */
    readonly token: string | undefined;
  }): Promise<void>;
  /** The caller's own, newest first. @throws AppError PERMISSION_DENIED for a program */
  ownSessions(caller: Caller, token: string | undefined): Promise<SessionSummary[]>;
  /** @throws AppError SESSION_NOT_FOUND; PERMISSION_DENIED for a program */
  endOwnSession(options: { readonly caller: Caller; readonly actor: Actor; readonly id: number }): Promise<void>;
  /** @throws AppError USER_NOT_FOUND, PERMISSION_DENIED */
  sessionsOf(by: Administrator, name: string): Promise<SessionSummary[]>;
  /** Signs somebody out everywhere. @throws AppError USER_NOT_FOUND, PERMISSION_DENIED */
  endSessionsOf(by: Administrator, name: string): Promise<void>;
}

export function createSessions(store: Store): Sessions {
  return {
    async callerOfSession(token) {
      const tokenHash = hashToken(token);
      const session = await selectSession(store, tokenHash);
      if (session === undefined) return undefined;
      if (session.extend) await extendSession(store, tokenHash);
      return person(session);
    },

    signOut: (token, from) =>
      store.transaction(async (tx) => {
        const user = await deleteSession(tx, hashToken(token));
        if (user === undefined) return;
        await writeAudit(tx, {
          by: { ...from, kind: "person", name: user.name },
          ...about("session.logout", user.name),
        });
      }),

    async changePassword({ caller, actor, currentPassword, newPassword, token }) {
      const { name } = caller;
      const user = caller.userId === null ? undefined : await selectUser(store, name);
      if (user === undefined) {
        throw new AppError("PERMISSION_DENIED", { reason: "Only people have a password, programs have a token." });
      }
      if (user.passwordHash === null) {
        throw new AppError("PERMISSION_DENIED", { reason: "You sign in through the provider and have no password." });
      }
      // A stolen session must not become a place to guess the password.
      await countAttempt(store, { login: name });
      if (!(await isPassword(user.passwordHash, currentPassword))) {
        throw refused("currentPassword", "This is not your password.", "Type the password you signed in with.");
      }
      await forgetAttempts(store, [{ login: name }]);
      checkNewPassword(newPassword, user.name);
      if (newPassword === currentPassword) {
        throw refused("newPassword", "It is the one you have.", "Choose another password.");
      }
      const passwordHash = await hashPassword(newPassword);
      await store.transaction(async (tx) => {
        await updatePassword(tx, { userId: user.id, passwordHash, mustChange: false });
        await deleteOtherSessions(tx, { userId: user.id, keep: token === undefined ? null : hashToken(token) });
        await writeAudit(tx, { by: actor, ...about("session.change-password", name) });
      });
    },

    ownSessions: async (caller, token) =>
      listSessions(store, { userId: personOf(caller), current: token === undefined ? null : hashToken(token) }),

    async endOwnSession({ caller, actor, id }) {
      const userId = personOf(caller);
      await store.transaction(async (tx) => {
        if (!(await deleteSessionOfUser(tx, { userId, id }))) throw new AppError("SESSION_NOT_FOUND", { session: id });
        await writeAudit(tx, { by: actor, ...about("session.end", caller.name), detail: { session: id } });
      });
    },

    sessionsOf: ({ caller }, name) =>
      store.transaction(async (tx) => {
        const { user } = await takeUser(tx, caller, name);
        return listSessions(tx, { userId: user.id, current: null });
      }),

    endSessionsOf: ({ caller, actor }, name) =>
      store.transaction(async (tx) => {
        const { user } = await takeUser(tx, caller, name);
        await deleteOtherSessions(tx, { userId: user.id, keep: null });
        await writeAudit(tx, { by: actor, ...about("users.end-sessions", user.name) });
      }),
  };
}

function person({ name, role, rolePermissions, scope, userId, pending }: Omit<SessionRow, "extend">): Caller {
  const permissions = permissionsOfRole(role, rolePermissions);
  return { kind: "person", name, role, permissions, scope, userId, pending, requestsPerMinute: null };
}

function personOf(caller: Caller): number {
  if (caller.userId !== null) return caller.userId;
  throw new AppError("PERMISSION_DENIED", { reason: "Only people have sessions." });
}

function refused(path: string, message: string, remedy: string): AppError {
  return new AppError("REQUEST_INVALID", { problems: [{ path, message, remedy }] });
}

function about(action: string, name: string) {
  return { action, subject: { kind: "user", id: name }, outcome: "done" } as const;
}
