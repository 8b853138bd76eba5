/**
 * Keys of programs. A key has permissions and a scope of its own, never more than those of whoever made it. Its secret is
 * shown once and kept as SHA-256; a plain hash is enough, because nobody guesses 256 random bits. Nothing about a key is
 * remembered between two requests: what was revoked is worth nothing from the next one on.
 */
import { AppError, type Scope } from "@belfry/model";
import type { Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import { checkGrant } from "../people/grants.ts";
import { readPermissions, type Permission } from "../people/permissions.ts";
import type { Administrator } from "../people/users.ts";
import { insertApiKey } from "../sql/insert-api-key.ts";
import type { ApiKey } from "../sql/key-columns.ts";
import { listApiKeys } from "../sql/list-api-keys.ts";
import { revokeApiKey } from "../sql/revoke-api-key.ts";
import { rotateApiKey } from "../sql/rotate-api-key.ts";
import { takeApiKey } from "../sql/take-api-key.ts";
import { hashToken } from "../tokens/token.ts";
import { newKeyId, newKeySecret } from "./key-text.ts";

export interface ApiKeyDraft {
  readonly name: string;
  readonly note: string;
  readonly permissions: readonly Permission[];
  readonly scope: Scope | null;
  readonly requestsPerMinute: number | null;
  readonly expiresAt: Date | null;
}

/** A key together with its secret: the only time that it is known. */
export interface ApiKeyWithSecret {
  readonly key: ApiKey;
  readonly secret: string;
}

export interface ApiKeys {
  /** By name; with `revoked` those that were revoked too. */
  list(options: { readonly revoked: boolean }): Promise<ApiKey[]>;
  /** @throws AppError KEY_EXISTS, PERMISSION_DENIED; REQUEST_INVALID when it would have ended already */
  create(by: Administrator, draft: ApiKeyDraft): Promise<ApiKeyWithSecret>;
  /**
   * Gives a key a new secret. The one it had stays good for so long; the one before that ends now.
   * @throws AppError KEY_NOT_FOUND, KEY_REVOKED, PERMISSION_DENIED
   */
  rotate(
    by: Administrator,
    rotation: { readonly id: string; readonly overlapSeconds: number },
  ): Promise<ApiKeyWithSecret>;
  /** Ends a key, and the tokens it was exchanged for, at once. Twice is as good as once. @throws AppError KEY_NOT_FOUND */
  revoke(by: Pick<Administrator, "actor">, id: string): Promise<void>;
}

export function createApiKeys(store: Store): ApiKeys {
  return {
    list: (options) => listApiKeys(store, options),

    async create({ caller, actor }, draft) {
      checkGrant(caller, { permissions: new Set(draft.permissions), scope: draft.scope });
      const secret = newKeySecret();
      const permissions = [...new Set(draft.permissions)].toSorted();
      const fresh = { ...draft, permissions, id: newKeyId(), secretHash: hashToken(secret), createdBy: actor.name };
      return store.transaction(async (tx) => {
        const key = await insertApiKey(tx, fresh);
        if (key === undefined) throw new AppError("KEY_EXISTS", { key: draft.name });
        if (key.expiresAt !== null && key.expiresAt <= key.createdAt) throw alreadyOver();
        await writeAudit(tx, { by: actor, ...about("keys.create", key), after: auditable(key) });
        return { key, secret };
      });
    },

    rotate({ caller, actor }, { id, overlapSeconds }) {
      const secret = newKeySecret();
      return store.transaction(async (tx) => {
        const before = await takeApiKey(tx, id);
        if (before === undefined) throw new AppError("KEY_NOT_FOUND", { key: id });
        if (before.ended) throw new AppError("KEY_REVOKED", { key: id });
        // Whoever rotates learns the secret, and may then do what the key may do.
        checkGrant(caller, { permissions: readPermissions(before.permissions), scope: before.scope });
        const key = await rotateApiKey(tx, { id, secretHash: hashToken(secret), overlapSeconds });
        if (key === undefined) throw new AppError("KEY_NOT_FOUND", { key: id });
        await writeAudit(tx, { by: actor, ...about("keys.rotate", key), detail: { overlapSeconds } });
        return { key, secret };
      });
    },

    revoke: ({ actor }, id) =>
      store.transaction(async (tx) => {
        const key = await takeApiKey(tx, id);
        if (key === undefined) throw new AppError("KEY_NOT_FOUND", { key: id });
        if (key.revokedAt !== null) return;
        await revokeApiKey(tx, id);
        await writeAudit(tx, { by: actor, ...about("keys.revoke", key), before: auditable(key) });
      }),
  };
}

function alreadyOver(): AppError {
  const problem = { path: "expiresAt", message: "This time has passed.", remedy: "Name a time in the future." };
  return new AppError("REQUEST_INVALID", { problems: [problem] });
}

function about(action: string, { id, name }: ApiKey) {
  return { action, subject: { kind: "key", id: `${name} (${id})` }, outcome: "done" } as const;
}

function auditable({ name, note, permissions, scope, requestsPerMinute, expiresAt }: ApiKey): Omit<
  ApiKeyDraft,
  "permissions"
> & {
  readonly permissions: readonly string[];
} {
  return { name, note, permissions, scope, requestsPerMinute, expiresAt };
}
