import { addApprovalsDecide, addApprovalsList, addApprovalsShow } from "../commands/approvals.ts";
import { addAuditExport, addAuditList, addAuditVerify } from "../commands/audit.ts";
import { addConnectionsAdd, addConnectionsList, addConnectionsRemove } from "../commands/connections.ts";
import { addKeysCreate, addKeysList, addKeysRevoke, addKeysRotate } from "../commands/keys.ts";
import { addPersonalDataErase, addPersonalDataExport } from "../commands/personal-data.ts";
import { addRolesList } from "../commands/roles.ts";
import { addSecretsList, addSecretsRemove, addSecretsSet } from "../commands/secrets.ts";
import { addSettingsSet, addSettingsShow } from "../commands/settings.ts";
import {
  addUsersAdd,
  addUsersList,
  addUsersRemove,
  addUsersResetPassword,
  addUsersSet,
  addUsersUnlock,
} from "../commands/users.ts";
import { addVaultRotate } from "../commands/vault.ts";
import type { CommandGroup } from "./command-group.ts";

/** Who may do what, and what is kept of it. */
export const accessGroups: readonly CommandGroup[] = [
  {
    name: "users",
    description: "people who may sign in",
    commands: [addUsersList, addUsersAdd, addUsersSet, addUsersResetPassword, addUsersUnlock, addUsersRemove],
  },
  { name: "roles", description: "what people may do", commands: [addRolesList] },
  {
    name: "keys",
    description: "API keys of programs",
    commands: [addKeysList, addKeysCreate, addKeysRotate, addKeysRevoke],
  },
  {
    name: "secrets",
    description: "passwords and tokens in the vault",
    commands: [addSecretsSet, addSecretsList, addSecretsRemove],
  },
  { name: "vault", description: "the master key that secrets are sealed with", commands: [addVaultRotate] },
  {
    name: "connections",
    description: "hosts of the own network that rules and channels may call",
    commands: [addConnectionsList, addConnectionsAdd, addConnectionsRemove],
  },
  {
    name: "approvals",
    description: "what waits for a second person",
    commands: [addApprovalsList, addApprovalsShow, addApprovalsDecide],
  },
  {
    name: "settings",
    description: "settings of the installation",
    commands: [addSettingsShow, addSettingsSet],
  },
  {
    name: "personal-data",
    description: "what is kept about a person",
    commands: [addPersonalDataExport, addPersonalDataErase],
  },
  {
    name: "audit",
    description: "who did what, and whether that is still what was written",
    commands: [addAuditList, addAuditVerify, addAuditExport],
  },
];
