import type { Store } from "@belfry/store";
import { createApiKeys, type ApiKeys } from "./keys/api-keys.ts";
import { createKeyCallers, type KeyCallers } from "./keys/key-callers.ts";
import { createNotices, type Notices, type OnNoticeRead } from "./notices/notices.ts";
import { createFirstAdministrator, type FirstLogin } from "./people/first-administrator.ts";
import { createRoles, type Roles } from "./people/roles.ts";
import { createSecondFactors, type SecondFactors } from "./people/second-factors.ts";
import { createSessions, type Sessions } from "./people/sessions.ts";
import { createSignIn, type SignIn } from "./people/sign-in.ts";
import { createUsers, type Users } from "./people/users.ts";
import { createInstallationSettings, type InstallationSettings } from "./settings/installation-settings.ts";
import { deleteExpiredCredentials } from "./sql/delete-expired-credentials.ts";
import { selectOne } from "./sql/select-one.ts";
import { createSso, type Sso } from "./sso/sso.ts";
import type { SsoOptions } from "./sso/sso-options.ts";
import { renewTokenFile } from "./tokens/token-file.ts";
import type { MasterKey } from "./vault/sealer.ts";

/** Who may use this installation. */
export interface Access extends Sessions, SignIn, KeyCallers {
  /** Creates the administrator `admin` at the first start; nothing when somebody is there already. */
  createFirstAdministrator(): Promise<FirstLogin | undefined>;
  /** Writes a fresh token of the local command line to a file of mode 0600; the one it held before is worth nothing now. */
  renewTokenFile(path: string): Promise<void>;
  readonly settings: InstallationSettings;
  readonly users: Users;
  readonly roles: Roles;
  readonly keys: ApiKeys;
  readonly secondFactors: SecondFactors;
  readonly sso: Sso;
  readonly notices: Notices;
  /** Removes sessions and tokens whose time is over. */
  expire(): Promise<void>;
  /** @throws AppError DATABASE_UNREACHABLE when nobody can be asked now */
  checkDatabase(): Promise<void>;
}

export interface AccessOptions {
  readonly store: Store;
  /** The master key of the vault: second factors are sealed with it. */
  readonly key: MasterKey;
  /** @default nobody signs in through a provider */
  readonly sso?: SsoOptions | undefined;
  /** @default nobody is told */
  readonly onNoticeRead?: OnNoticeRead | undefined;
}

export function createAccess({ store, key, sso, onNoticeRead }: AccessOptions): Access {
  const secondFactors = createSecondFactors(store, key);
  return {
    settings: createInstallationSettings(store),
    users: createUsers(store),
    roles: createRoles(store),
    keys: createApiKeys(store),
    secondFactors,
    sso: createSso(store, sso),
    notices: createNotices(store, onNoticeRead),
    ...createSessions(store),
    ...createSignIn(store, secondFactors),
    ...createKeyCallers(store),
    createFirstAdministrator: () => createFirstAdministrator(store),
    renewTokenFile: (path) => renewTokenFile(store, path),
    expire: () => deleteExpiredCredentials(store),
    checkDatabase: () => selectOne(store),
  };
}
