import type { Store } from "@belfry/store";
import { insertFirstUser } from "../sql/insert-first-user.ts";
import { generatePassword, hashPassword } from "./passwords.ts";

export interface FirstLogin {
  readonly username: string;
  /** Shown once; the database keeps only its hash. */
  readonly password: string;
}

/** Creates the administrator `admin` when there is nobody yet. Returns nothing when somebody is there already. */
export async function createFirstAdministrator(store: Store): Promise<FirstLogin | undefined> {
  const login = { username: "admin", password: generatePassword() };
  const passwordHash = await hashPassword(login.password);
  const created = await insertFirstUser(store, { name: login.username, passwordHash, role: "administrator" });
  return created ? login : undefined;
}
