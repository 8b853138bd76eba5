/**
 * The people of this installation, as administrators look after them. There is always an administrator who can sign in
 * and is restricted to nothing; nobody gives away more than they have (grants.ts); and whoever may do less than before,
 * or gets another password, is signed out in the same transaction.
 */
import { isDeepStrictEqual } from "node:util";
import { AppError, type Actor, type Scope } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { deleteOtherSessions } from "../sql/delete-other-sessions.ts";
import { deleteUser } from "../sql/delete-user.ts";
import { insertUser } from "../sql/insert-user.ts";
import { listUsers, type UserPage } from "../sql/list-users.ts";
import { lockAdministrators } from "../sql/lock-administrators.ts";
import { lockUser } from "../sql/lock-user.ts";
import { selectUserView } from "../sql/select-user-view.ts";
import { updatePassword } from "../sql/update-password.ts";
import { updateUser, type UserFields } from "../sql/update-user.ts";
import type { User } from "../sql/user-columns.ts";
import { checkGrant, permissionsInForce } from "./grants.ts";
import { forgetAttempts } from "./login-lock.ts";
import { generatePassword, hashPassword } from "./passwords.ts";
import type { Caller } from "./permissions.ts";

/** Who changes somebody: their rights, and their name for the audit trail. */
export interface Administrator {
  readonly caller: Caller;
  readonly actor: Actor;
}

export interface UserDraft {
  readonly name: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly role: string;
  readonly scope: Scope | null;
  readonly secondFactorRequired: boolean;
  /** Whether the provider of single sign-on may link this account by its e-mail address. */
  readonly linkAllowed: boolean;
  /** Without a password the person signs in through the provider only. */
  readonly withPassword: boolean;
}

export interface Users {
  /** Newest first. */
  list(page: UserPage): Promise<User[]>;
  /** @throws AppError USER_NOT_FOUND */
  get(name: string): Promise<User>;
  /**
   * Adds a person with a password that is shown once and has to be changed at the first sign-in.
   * @throws AppError USER_EXISTS, ROLE_NOT_FOUND, PERMISSION_DENIED
   */
  create(by: Administrator, draft: UserDraft): Promise<{ readonly user: User; readonly password: string | null }>;
  /**
   * Changes what is named and leaves the rest.
   * @throws AppError USER_NOT_FOUND, USER_EXISTS, ROLE_NOT_FOUND, LAST_ADMINISTRATOR, PERMISSION_DENIED
   */
  change(by: Administrator, name: string, changes: Partial<UserFields>): Promise<User>;
  /** @throws AppError USER_NOT_FOUND, LAST_ADMINISTRATOR, PERMISSION_DENIED */
  remove(by: Administrator, name: string): Promise<void>;
  /**
   * Gives a password that is shown once and has to be changed, unlocks the account, and ends its sessions.
   * @throws AppError USER_NOT_FOUND, PERMISSION_DENIED
   */
  resetPassword(by: Administrator, name: string): Promise<{ readonly password: string }>;
  /** Forgets failed sign-ins; twice is as good as once. @throws AppError USER_NOT_FOUND, PERMISSION_DENIED */
  unlock(by: Administrator, name: string): Promise<void>;
}

export function createUsers(store: Store): Users {
  return {
    list: (page) => listUsers(store, page),
    get: (name) => found(selectUserView(store, name), name),

    async create({ caller, actor }, { withPassword, ...draft }) {
      const password = withPassword ? generatePassword() : null;
      const passwordHash = password === null ? null : await hashPassword(password);
      return store.transaction(async (tx) => {
        checkGrant(caller, { permissions: await permissionsInForce(tx, draft.role), scope: draft.scope });
        const id = await insertUser(tx, { ...draft, passwordHash, mustChangePassword: withPassword });
        if (id === undefined) throw new AppError("USER_EXISTS", { user: draft.name });
        const user = await found(selectUserView(tx, draft.name), draft.name);
        await writeAudit(tx, { by: actor, ...about("users.create", user), after: changeable(user) });
        return { user, password };
      });
    },

    change: ({ caller, actor }, name, changes) =>
      store.transaction(async (tx) => {
        const { user: before, isLast } = await takeUser(tx, caller, name);
        const fields = { ...changeable(before), ...changes };
        checkGrant(caller, { permissions: await permissionsInForce(tx, fields.role), scope: fields.scope });
        if (isLast && (fields.role !== "administrator" || !fields.enabled || fields.scope !== null)) {
          throw new AppError("LAST_ADMINISTRATOR", { user: before.name });
        }
        if (!(await updateUser(tx, before.id, fields))) throw new AppError("USER_EXISTS", { email: fields.email });
        const after = await found(selectUserView(tx, before.name), name);
        if (mayDoOtherThings(before, after)) await deleteOtherSessions(tx, { userId: before.id, keep: null });
        const record = { ...about("users.change", before), before: changeable(before), after: changeable(after) };
        await writeAudit(tx, { by: actor, ...record });
        return after;
      }),

    remove: ({ caller, actor }, name) =>
      store.transaction(async (tx) => {
        const { user, isLast } = await takeUser(tx, caller, name);
        if (isLast) throw new AppError("LAST_ADMINISTRATOR", { user: user.name });
        await deleteUser(tx, user.id);
        await writeAudit(tx, { by: actor, ...about("users.remove", user), before: changeable(user) });
      }),

    async resetPassword({ caller, actor }, name) {
      const password = generatePassword();
      const passwordHash = await hashPassword(password);
      await store.transaction(async (tx) => {
        const { user } = await takeUser(tx, caller, name);
        await updatePassword(tx, { userId: user.id, passwordHash, mustChange: true });
        await deleteOtherSessions(tx, { userId: user.id, keep: null });
        await forgetAttempts(tx, loginsOf(user));
        await writeAudit(tx, { by: actor, ...about("users.reset-password", user) });
      });
      return { password };
    },

    unlock: ({ caller, actor }, name) =>
      store.transaction(async (tx) => {
        const { user } = await takeUser(tx, caller, name);
        const wasLocked = await forgetAttempts(tx, loginsOf(user));
        await writeAudit(tx, { by: actor, ...about("users.unlock", user), detail: { wasLocked } });
      }),
  };
}

/**
 * The person whom somebody is about to change; nobody else changes them until the transaction is over.
 * @throws AppError USER_NOT_FOUND, PERMISSION_DENIED when they may do more than the caller
 */
export async function takeUser(tx: Tx, caller: Caller, name: string): Promise<{ user: User; isLast: boolean }> {
  // First the administrators, then the person: always in this order, so that two of these never wait for each other.
  const administrators = await lockAdministrators(tx);
  await lockUser(tx, name);
  const user = await found(selectUserView(tx, name), name);
  checkGrant(caller, { permissions: await permissionsInForce(tx, user.role), scope: user.scope });
  return { user, isLast: administrators.length === 1 && administrators[0] === user.id };
}

async function found(user: Promise<User | undefined>, name: string): Promise<User> {
  const known = await user;
  if (known === undefined) throw new AppError("USER_NOT_FOUND", { user: name, reason: `"${name}" is not known.` });
  return known;
}

function mayDoOtherThings(before: User, after: User): boolean {
  const { role, enabled, scope } = before;
  return role !== after.role || enabled !== after.enabled || !isDeepStrictEqual(scope, after.scope);
}

function loginsOf(user: User) {
  const logins = [user.name, ...(user.email === null ? [] : [user.email])];
  return [...logins.map((login) => ({ login })), { userId: user.id }];
}

function about(action: string, user: User) {
  return { action, subject: { kind: "user", id: user.name }, outcome: "done" } as const;
}

/** What can be changed of a person, and what the audit trail keeps of them. */
function changeable({ displayName, email, role, scope, enabled, secondFactorRequired, linkAllowed }: User): UserFields {
  return { displayName, email, role, scope, enabled, secondFactorRequired, linkAllowed };
}
