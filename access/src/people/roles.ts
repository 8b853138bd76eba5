import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { countUsersByRole } from "../sql/count-users-by-role.ts";
import { deleteRole } from "../sql/delete-role.ts";
import { listRoles, type OwnRole } from "../sql/list-roles.ts";
import { takeRole } from "../sql/take-role.ts";
import { upsertRole } from "../sql/upsert-role.ts";
import { checkGrant } from "./grants.ts";
import { builtinRoles, readPermissions, type Permission } from "./permissions.ts";
import type { Administrator } from "./users.ts";

export interface Role extends OwnRole {
  /** Built-in ones cannot be changed. */
  readonly builtin: boolean;
  /** How many people have it. */
  readonly users: number;
}

export interface RoleDraft {
  readonly name: string;
  readonly description: string;
  readonly permissions: readonly Permission[];
}

export interface Roles {
  /** The built-in ones from the least to the most, then those of the installation by name. */
  list(): Promise<Role[]>;
  /** Writes a role, or replaces the one with its name. @throws AppError ROLE_BUILT_IN, PERMISSION_DENIED */
  save(by: Administrator, role: RoleDraft): Promise<Role>;
  /** @throws AppError ROLE_NOT_FOUND, ROLE_BUILT_IN, ROLE_IN_USE, PERMISSION_DENIED */
  remove(by: Administrator, name: string): Promise<void>;
}

export function createRoles(store: Store): Roles {
  return {
    async list() {
      const users = await countUsersByRole(store);
      const builtin = Object.entries(builtinRoles).map(([name, permissions]) => ({
        name,
        description: "",
        permissions: permissions.toSorted(),
        builtin: true,
      }));
      const own = (await listRoles(store)).map((role) => ({ ...role, builtin: false }));
      return [...builtin, ...own].map((role) => ({ ...role, users: users.get(role.name) ?? 0 }));
    },

    async save({ caller, actor }, { name, description, permissions }) {
      refuseBuiltin(name);
      const role = { name, description, permissions: [...new Set(permissions)].toSorted() };
      await store.transaction(async (tx) => {
        const before = await takeRole(tx, name);
        const touched = readPermissions([...role.permissions, ...(before?.permissions ?? [])]);
        checkGrant(caller, { permissions: touched, scope: null });
        await upsertRole(tx, role);
        await writeAudit(tx, { by: actor, ...about("roles.save", name), before, after: role });
      });
      return { ...role, builtin: false, users: (await countUsersByRole(store)).get(name) ?? 0 };
    },

    async remove({ caller, actor }, name) {
      refuseBuiltin(name);
      await store.transaction(async (tx) => {
        const before = await takeRole(tx, name);
        if (before === undefined) throw new AppError("ROLE_NOT_FOUND", { role: name });
        checkGrant(caller, { permissions: readPermissions(before.permissions), scope: null });
        if (!(await deleteRole(tx, name))) throw new AppError("ROLE_IN_USE", { role: name });
        await writeAudit(tx, { by: actor, ...about("roles.remove", name), before });
      });
    },
  };
}

function refuseBuiltin(name: string): void {
  if (Object.hasOwn(builtinRoles, name)) throw new AppError("ROLE_BUILT_IN", { role: name });
}

function about(action: string, name: string) {
  return { action, subject: { kind: "role", id: name }, outcome: "done" } as const;
}
