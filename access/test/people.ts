import { randomBytes } from "node:crypto";
import { systemActor } from "@belfry/model";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import {
  createAccess,
  type Access,
  type Administrator,
  type Caller,
  type FirstLogin,
  type UserDraft,
} from "../src/index.ts";

export const from = { address: "192.0.2.7", requestId: "request-1" };

/** An installation with its first administrator, and short ways to do what many tests do. */
export interface People extends AsyncDisposable {
  readonly db: TestDatabase;
  readonly access: Access;
  readonly admin: FirstLogin;
  /** The first administrator as whoever changes something. */
  readonly root: Administrator;
  /** A session of somebody without a second factor, and who that is. */
  signIn(name: string, password: string): Promise<{ token: string; caller: Caller }>;
  /** A person whose password needs no change. */
  addPerson(draft: Partial<UserDraft> & { readonly name: string }): Promise<{ name: string; password: string }>;
  /** The person as whoever changes something. */
  asAdministrator(name: string, password: string): Promise<Administrator>;
  /** The audit trail as `action outcome subject`, oldest first. */
  audited(): Promise<string[]>;
  /** The same database after a restart, or as another node sees it. */
  restarted(): Access;
}

export async function startPeople(): Promise<People> {
  const db = await createTestDatabase();
  const key = randomBytes(32);
  const access = createAccess({ store: db.store, key });
  const admin = (await access.createFirstAdministrator())!;

  const signIn: People["signIn"] = async (name, password) => {
    const login = await access.signIn({ name, password, from, replaces: undefined });
    if (login.kind !== "session") throw new Error("A code is asked for.");
    return { token: login.token, caller: (await access.callerOfSession(login.token))! };
  };
  const asAdministrator: People["asAdministrator"] = async (name, password) => {
    const { caller } = await signIn(name, password);
    return { caller, actor: { kind: "person", name, ...from } };
  };
  const root = await asAdministrator(admin.username, admin.password);

  return {
    db,
    access,
    admin,
    root,
    signIn,
    asAdministrator,
    async addPerson(draft) {
      const { password } = await access.users.create(root, { ...noDraft, ...draft });
      const { caller } = await signIn(draft.name, password!);
      const own = `${draft.name.length} horses and a battery`;
      await access.changePassword({
        caller,
        actor: systemActor,
        currentPassword: password!,
        newPassword: own,
        token: undefined,
      });
      return { name: draft.name, password: own };
    },
    async audited() {
      const { rows } = await db.store.pool.query<{ line: string }>(
        "select action || ' ' || outcome || ' ' || subject as line from belfry.audit_entries order by n",
      );
      return rows.map(({ line }) => line);
    },
    restarted: () => createAccess({ store: db.store, key }),
    [Symbol.asyncDispose]: () => db[Symbol.asyncDispose](),
  };
}

export const noDraft: Omit<UserDraft, "name"> = {
  displayName: "",
  email: null,
  role: "viewer",
  scope: null,
  secondFactorRequired: false,
  linkAllowed: false,
  withPassword: true,
};
