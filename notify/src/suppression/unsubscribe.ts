/**
 * Leaving a list by one click (RFC 8058). The address in a mail holds who leaves which list, sealed: nobody can make one
 * up, and nothing of it can be read in a log. Only a POST takes somebody off; programs that look at every link of a mail
 * only GET.
 */
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError, type Actor } from "@belfry/model";
import type { ChannelMessage } from "@belfry/plugin-kit";
import type { Store } from "@belfry/store";
import { z } from "zod";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedMessage, HeldDelivery } from "../sql/claim-due-messages.ts";
import { takeUnsubscribeKey } from "../sql/take-unsubscribe-key.ts";
import { writeSuppressions } from "./suppressions.ts";

const Sealed = z.strictObject({ c: z.string(), a: z.string(), l: z.string(), m: z.int() });
const IV_BYTES = 12;
const TAG_BYTES = 16;

export interface Unsubscribing {
  /** Which list it is that somebody would leave. @throws AppError UNSUBSCRIBE_INVALID */
  unsubscribeList(token: string): Promise<string>;
  /** Takes the recipient off the list; safe to call twice. @throws AppError UNSUBSCRIBE_INVALID */
  unsubscribe(token: string, options: { readonly by: Actor }): Promise<void>;
}

export function createUnsubscribing(deps: Pick<NotifyDeps, "store" | "audit">): Unsubscribing {
  return {
    unsubscribeList: async (token) => (await open(deps.store, token)).l,
    async unsubscribe(token, { by }) {
      const { c: channel, a: address, l: list, m: messageId } = await open(deps.store, token);
      await deps.store.transaction((tx) =>
        writeSuppressions(deps, tx, [{ channel, address, list, reason: "unsubscribe", messageId }], by),
      );
    },
  };
}

/** A message as one recipient gets it who can leave its list: nobody else stands in it. */
export async function leavableMessage(
  { store, publicUrl = "" }: Pick<NotifyDeps, "store" | "publicUrl">,
  message: ChannelMessage,
  { claimed, list, held }: { readonly claimed: ClaimedMessage; readonly list: string; readonly held: HeldDelivery },
): Promise<ChannelMessage> {
  const sealed = { c: claimed.channel, a: held.recipient, l: list, m: claimed.id };
  const url = `${publicUrl}/v1/unsubscribe/${await seal(store, sealed)}`;
  return {
    ...message,
    messageKey: `${message.messageKey}-${held.id}`,
    to: [held.recipient],
    cc: [],
    unsubscribe: { url },
  };
}

async function seal(store: Store, what: z.output<typeof Sealed>): Promise<string> {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", await keyOf(store), iv);
  const text = Buffer.concat([cipher.update(JSON.stringify(what), "utf8"), cipher.final()]);
  return Buffer.concat([iv, text, cipher.getAuthTag()]).toString("base64url");
}

async function open(store: Store, token: string): Promise<z.output<typeof Sealed>> {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length > IV_BYTES + TAG_BYTES) {
    const decipher = createDecipheriv("aes-256-gcm", await keyOf(store), bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    try {
      const text = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      return Sealed.parse(JSON.parse(text.toString("utf8")));
    } catch (error) {
      throw new AppError("UNSUBSCRIBE_INVALID", {}, { cause: error });
    }
  }
  throw new AppError("UNSUBSCRIBE_INVALID");
}

/** One key for an installation; it is made when it is first needed and never changes. */
const keys = new WeakMap<Store, Promise<Buffer>>();

function keyOf(store: Store): Promise<Buffer> {
  const known = keys.get(store);
  if (known !== undefined) return known;
  const taken = takeUnsubscribeKey(store, randomBytes(32));
  keys.set(store, taken);
  taken.catch(() => keys.delete(store));
  return taken;
}
