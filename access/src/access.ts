import type { Store } from "@belfry/store";
import { createFirstAdministrator, type FirstLogin } from "./people/first-administrator.ts";
import { permissionsOfRole, readPermissions, type Caller } from "./people/permissions.ts";
import { createSessions, type Sessions } from "./people/sessions.ts";
import { createInstallationSettings, type InstallationSettings } from "./settings/installation-settings.ts";
import { selectApiToken } from "./sql/select-api-token.ts";
import { selectOne } from "./sql/select-one.ts";
import { renewTokenFile } from "./tokens/token-file.ts";
import { hashToken } from "./tokens/token.ts";

/** Who may use this installation. */
export interface Access extends Sessions {
  /** Creates the administrator `admin` at the first start; nothing when somebody is there already. */
  createFirstAdministrator(): Promise<FirstLogin | undefined>;
  /** Who holds this API token, and nothing when it is unknown or has expired. */
  callerOfToken(token: string): Promise<Caller | undefined>;
  /** Writes a fresh token of the local command line to a file of mode 0600; the one it held before is worth nothing now. */
  renewTokenFile(path: string): Promise<void>;
  readonly settings: InstallationSettings;
  /** @throws AppError DATABASE_UNREACHABLE when nobody can be asked now */
  checkDatabase(): Promise<void>;
}

export function createAccess({ store }: { readonly store: Store }): Access {
  return {
    settings: createInstallationSettings(store),
    ...createSessions(store),
    createFirstAdministrator: () => createFirstAdministrator(store),
    renewTokenFile: (path) => renewTokenFile(store, path),

    async callerOfToken(token) {
      const found = await selectApiToken(store, hashToken(token));
      if (found === undefined) return undefined;
      const { name, role, permissions, scope } = found;
      const allowed = permissions === null ? permissionsOfRole(role, null) : readPermissions(permissions);
      return { kind: "token", name, role: null, permissions: allowed, scope, userId: null };
    },

    checkDatabase: () => selectOne(store),
  };
}
