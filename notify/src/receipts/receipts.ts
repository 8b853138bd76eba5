/**
 * The addresses at which providers say later what became of messages. Each account has one of its own with a token in it,
 * of which only the hash is kept: whoever knows it can say of this account's messages that they arrived, and nothing else.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { AppError, type Actor } from "@belfry/model";
import type { ChannelContext, ReceiptReader, ReceiptRequest } from "@belfry/plugin-kit";
import { channelContext } from "../accounts/channel-context.ts";
import { findAccount } from "../accounts/manage-accounts.ts";
import { parseAccount } from "../accounts/parse-account.ts";
import type { ChannelLookup } from "../channel-registry.ts";
import type { NotifyDeps } from "../notify-context.ts";
import { loadReceiptToken } from "../sql/load-receipt-token.ts";
import { readClock } from "../sql/read-clock.ts";
import { upsertReceiptToken } from "../sql/upsert-receipt-token.ts";
import { applyReceipts } from "./apply-receipts.ts";

/** A call of a provider. */
export type { ReceiptRequest };

/** One address for receipts, as a provider calls it. */
export interface ReceiptAddress {
  readonly channel: string;
  readonly account: string;
  readonly token: string;
}

export interface ReceiptAnswer {
  readonly mediaType: string;
  readonly body: string;
}

export interface Receipts {
  /**
   * Makes the path at which the provider of an account posts receipts. It is told this once; a second call makes another
   * one, and the first is worth nothing any more. @throws AppError ACCOUNT_NOT_FOUND, CHANNEL_NOT_FOUND, REQUEST_INVALID
   * for a channel without receipts
   */
  openReceiptAddress(
    account: { readonly channel: string; readonly name: string },
    options: { readonly by: Actor },
  ): Promise<{ readonly path: string }>;
  /**
   * Takes what a provider posts, once however often it comes, and returns what it wants to hear.
   * @throws AppError RECEIPT_REFUSED when there is no such address, REQUEST_INVALID for a body that is not the provider's,
   * RECEIPT_TOO_EARLY when it is about a message whose own answer has not been written down
   */
  takeReceipts(address: ReceiptAddress, request: ReceiptRequest): Promise<ReceiptAnswer>;
  /** Answers a provider that asks whether the address is there. @throws AppError RECEIPT_REFUSED, REQUEST_INVALID */
  confirmReceipts(address: ReceiptAddress, request: ReceiptRequest): Promise<ReceiptAnswer>;
}

const READ_TIMEOUT_MS = 10_000;

export function createReceipts(deps: NotifyDeps, channelOf: ChannelLookup): Receipts {
  const open = async (address: ReceiptAddress): Promise<Open> => {
    const kept = await loadReceiptToken(deps.store, address);
    // Compared in any case: how long a refusal takes tells nobody which accounts there are.
    const isRight = timingSafeEqual(kept ?? Buffer.alloc(32), hashOf(address.token));
    if (kept === undefined || !isRight) throw new AppError("RECEIPT_REFUSED");
    const channel = channelOf(address.channel);
    if (channel.receipts === undefined) throw new AppError("RECEIPT_REFUSED");
    const account = await findAccount(deps, channel, address.account);
    const signal = AbortSignal.timeout(READ_TIMEOUT_MS);
    const { context } = channelContext(deps, { now: await readClock(deps.store), signal });
    return { context, reader: channel.receipts, config: parseAccount(channel, account.config) };
  };

  return {
    async openReceiptAddress({ channel: channelId, name }, { by }) {
      const channel = channelOf(channelId);
      if (channel.receipts === undefined) {
        throw new AppError("REQUEST_INVALID", {
          reason: `The provider of the channel "${channelId}" sends no receipts.`,
        });
      }
      await findAccount(deps, channel, name);
      const token = randomBytes(24).toString("base64url");
      await deps.store.transaction(async (tx) => {
        await upsertReceiptToken(tx, { channel: channelId, account: name, hash: hashOf(token), by: by.name });
        const subject = { kind: "account", id: `${channelId}/${name}` };
        await deps.audit?.(tx, { by, action: "accounts.receipt-address", subject, outcome: "done" });
      });
      return { path: `/v1/receipts/${encodeURIComponent(channelId)}/${encodeURIComponent(name)}/${token}` };
    },

    async takeReceipts(address, request) {
      const { context, reader, config } = await open(address);
      const receipts = await reader.read(context, request, config);
      const { early, strange } = await applyReceipts(deps, { ...address, source: "post" }, receipts);
      const { channel, account } = address;
      if (strange > 0) deps.log.info("Receipts came for messages that others sent.", { channel, account, strange });
      if (early > 0) throw new AppError("RECEIPT_TOO_EARLY");
      return reader.answer;
    },

    async confirmReceipts(address, request) {
      const { context, reader, config } = await open(address);
      if (reader.confirm === undefined) throw new AppError("RECEIPT_REFUSED");
      return { mediaType: "text/plain", body: await reader.confirm(context, request, config) };
    },
  };
}

interface Open {
  readonly context: ChannelContext;
  readonly reader: ReceiptReader<unknown>;
  readonly config: unknown;
}

function hashOf(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}
