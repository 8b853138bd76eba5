/**
 * Idempotency keys. A request with a key is carried out once for its caller, and everybody who sends it again within a day
 * gets the first answer.
 *
 * Row and work are two transactions: a process that dies in between leaves a row without an answer. After five minutes by
 * the database's clock another request takes it over and the work is done again, which is why what must never happen
 * twice (the start of a rule) keeps the key in the transaction of the work as well. A claim that was taken over no longer
 * writes an answer.
 */
import { createHash, randomUUID } from "node:crypto";
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { claimRequestKey } from "../sql/claim-request-key.ts";
import { finishRequestKey } from "../sql/finish-request-key.ts";
import { releaseRequestKey } from "../sql/release-request-key.ts";
import { selectRequestKey } from "../sql/select-request-key.ts";
import { requestKeysTable } from "../vault/sealed-columns.ts";
import { sealerOf, type MasterKey } from "../vault/sealer.ts";

export interface KeyedRequest {
  /** Whose key it is: two callers may use the same. */
  readonly caller: string;
  readonly key: string;
  /** Method, address and body: what must be the same for the same answer. */
  readonly request: string;
}

/** What was answered the first time. */
export interface KeptAnswer {
  readonly status: number;
  /** Empty for an answer without a body. */
  readonly body: string;
}

/** The right to carry a request out. */
export interface RequestClaim {
  readonly caller: string;
  readonly keyHash: Buffer;
  readonly claim: string;
}

export type BegunRequest =
  | { readonly kind: "begun"; readonly claim: RequestClaim }
  | { readonly kind: "answered"; readonly answer: KeptAnswer };

export interface RequestKeys {
  /** @throws AppError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_FLIGHT, SECRET_UNREADABLE */
  begin(request: KeyedRequest): Promise<BegunRequest>;
  /** Keeps the answer. Does nothing when somebody else has taken the request over. */
  finish(claim: RequestClaim, answer: KeptAnswer): Promise<void>;
  /** Frees the key: the request failed through no fault of its own and may be sent again. */
  release(claim: RequestClaim): Promise<void>;
}

/** How long a client waits before it asks again. */
const RETRY_AFTER_SECONDS = 2;

export function createRequestKeys({ store, key }: { readonly store: Store; readonly key: MasterKey }): RequestKeys {
  const sealer = sealerOf(key);

  return {
    async begin({ caller, key: idempotencyKey, request }) {
      const own = { caller, keyHash: sha256(idempotencyKey), claim: randomUUID() };
      const requestHash = sha256(request);
      if (await claimRequestKey(store, { ...own, requestHash })) return { kind: "begun", claim: own };
      const found = await selectRequestKey(store, own);
      // It was there a moment ago: whoever held it has just freed it, and the next attempt gets it.
      if (found === undefined) throw inFlight();
      if (!found.requestHash.equals(requestHash)) throw new AppError("IDEMPOTENCY_KEY_REUSED");
      if (found.status === null) throw inFlight();
      const body = await sealer.unseal(sealName(own), found);
      if (body === undefined) {
        const reason = "The kept answer to this request was encrypted with another key, or somebody changed its row.";
        throw new AppError("SECRET_UNREADABLE", {
          reason,
          remedy: "Send the request again with a new Idempotency-Key.",
        });
      }
      return { kind: "answered", answer: { status: found.status, body } };
    },

    async finish(claim, { status, body }) {
      await store.transaction(async (tx) => {
        await finishRequestKey(tx, { ...claim, status, ...(await sealer.seal(tx, sealName(claim), body)) });
      });
    },

    release: (claim) => releaseRequestKey(store, claim),
  };
}

function inFlight(): AppError {
  return new AppError("IDEMPOTENCY_IN_FLIGHT", { retryAfterSeconds: RETRY_AFTER_SECONDS });
}

/** Bound to its row: a copy of the ciphertext in the row of another caller does not open. */
function sealName({ caller, keyHash }: Pick<RequestClaim, "caller" | "keyHash">): string {
  return requestKeysTable.sealedName(`${caller} ${keyHash.toString("hex")}`);
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
