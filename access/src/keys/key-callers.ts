/** Who sends a bearer: a key with its secret, a token that was exchanged for one, or the command line on the machine. */
import { AppError, type Scope } from "@belfry/model";
import { shareReads, type Store } from "@belfry/store";
import { writeAudit } from "../audit/write-audit.ts";
import type { Origin } from "../people/begin-session.ts";
import { permissionsOfRole, readPermissions, type Caller } from "../people/permissions.ts";
import { insertExchangedToken } from "../sql/insert-exchanged-token.ts";
import { noteApiKeyUse } from "../sql/note-api-key-use.ts";
import { selectApiKey } from "../sql/select-api-key.ts";
import { selectApiToken, type ApiTokenRow } from "../sql/select-api-token.ts";
import { hashToken, newToken } from "../tokens/token.ts";
import { readKey } from "./key-text.ts";

export interface KeyCallers {
  /** Who sends this bearer, and nothing when it is unknown, has expired or was revoked. */
  callerOfToken(token: string): Promise<Caller | undefined>;
  /**
   * A token of one hour for a key and its secret; it ends with either of them.
   * @throws AppError LOGIN_FAILED
   */
  exchangeKey(options: {
    readonly id: string;
    readonly secret: string;
    readonly from: Origin;
  }): Promise<{ readonly token: string; readonly expiresInSeconds: number }>;
}

/** A program asks with one token on many connections at once. As many are remembered, and then forgotten together. */
const TOKENS_SHARED = 1_000;

export function createKeyCallers(store: Store): KeyCallers {
  const reads = new Map<string, () => Promise<ApiTokenRow | undefined>>();
  const readToken = (text: string): Promise<ApiTokenRow | undefined> => {
    const hash = hashToken(text);
    const key = hash.toString("base64");
    const read = reads.get(key) ?? shareReads(() => selectApiToken(store, hash));
    if (reads.size >= TOKENS_SHARED) reads.clear();
    reads.set(key, read);
    return read();
  };

  return {
    async callerOfToken(text) {
      const sent = readKey(text);
      if (sent !== undefined) {
        const key = await selectApiKey(store, { id: sent.id, secretHash: hashToken(sent.secret) });
        if (key?.note === true) await noteApiKeyUse(store, key.id);
        return key === undefined ? undefined : keyCaller(key);
      }
      const token = await readToken(text);
      if (token === undefined) return undefined;
      const { name, role, scope, keyId, requestsPerMinute } = token;
      if (keyId !== null) {
        if (token.note) await noteApiKeyUse(store, keyId);
        return keyCaller({ id: keyId, name, permissions: token.permissions ?? [], scope, requestsPerMinute });
      }
      const permissions =
        token.permissions === null ? permissionsOfRole(role, null) : readPermissions(token.permissions);
      const nobody = { role: null, userId: null, pending: null, requestsPerMinute: null };
      return { kind: "token", name, permissions, scope, ...nobody };
    },

    async exchangeKey({ id, secret, from }) {
      const token = newToken("bft_");
      const exchange = { tokenHash: hashToken(token), keyId: id, secretHash: hashToken(secret) };
      const known = await store.transaction(async (tx) => {
        const fresh = await insertExchangedToken(tx, exchange);
        if (fresh === undefined) return undefined;
        const by = { ...from, kind: "key", name: nameOf({ id, name: fresh.name }) } as const;
        await writeAudit(tx, { by, ...about(by.name), outcome: "done" });
        return fresh;
      });
      if (known !== undefined) return { token, expiresInSeconds: known.seconds };
      const by = { ...from, kind: "unknown", name: id } as const;
      await writeAudit(store, { by, ...about(id), outcome: "failed" });
      throw new AppError("LOGIN_FAILED", { reason: "The key or its secret is not known." });
    },
  };
}

interface KnownKey {
  readonly id: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly scope: Scope | null;
  readonly requestsPerMinute: number | null;
}

function keyCaller({ id, name, permissions, scope, requestsPerMinute }: KnownKey): Caller {
  const known = { permissions: readPermissions(permissions), scope, requestsPerMinute };
  return { kind: "key", name: nameOf({ id, name }), ...known, role: null, userId: null, pending: null };
}

/** With its id: the name of a key that was revoked can be given again. */
function nameOf({ id, name }: { readonly id: string; readonly name: string }): string {
  return `${name} (${id})`;
}

function about(key: string) {
  return { action: "keys.exchange", subject: { kind: "key", id: key } };
}
