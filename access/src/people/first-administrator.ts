import type { Store } from "@belfry/store";
import { insertFirstUser } from "../sql/insert-first-user.ts";
import { generatePassword, hashPassword } from "./passwords.ts";

export interface FirstLogin {
  readonly name: string;
  /** Shown once; the database keeps only its hash. */
  readonly password: string;
}

/** Creates the administrator `admin` when there is nobody yet. Returns nothing when somebody is there already. */
export async function createFirstAdministrator(store: Store): Promise<FirstLogin | undefined> {
  const login = { name: "admin", password: generatePassword() };
  const passwordHash = await hashPassword(login.password);
  const created = await insertFirstUser(store, { name: login.name, passwordHash, role: "administrator" });
  return created ? login : undefined;
}
