import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type {
  ChannelAttachment,
  ChannelContext,
  ChannelDefinition,
  ChannelMessage,
  DeliveryOutcome,
} from "@belfry/plugin-kit";
import { fetchLocally } from "@belfry/testkit";

/** When the channels under test send: where a clock of `createMovableClock` begins. */
export const now = new Date("2026-03-01T06:00:00Z");

export interface SendOptions {
  readonly to?: readonly string[];
  readonly message?: Partial<ChannelMessage> | undefined;
  readonly piecesDone?: number;
  readonly now?: Date;
  readonly signal?: AbortSignal;
}

/** A context whose secrets are what they are named after: `{ $secret: "abc" }` is abc. */
function chatContext({ piecesDone = 0, now: at = now, signal }: SendOptions = {}): ChannelContext {
  return {
    signal: signal ?? new AbortController().signal,
    now: at,
    piecesDone,
    log: { info: ignore, warn: ignore, error: ignore },
    fetch: fetchLocally,
    connect: () => Promise.reject(new Error("a chat opens no connections")),
    secret: async (value) => (typeof value === "string" ? value : (value as { $secret: string }).$secret),
  };
}

/** Sends one message through an account, and returns the outcomes. */
export async function sendVia(
  channel: ChannelDefinition,
  account: Readonly<Record<string, unknown>>,
  options: SendOptions = {},
): Promise<readonly DeliveryOutcome[]> {
  const to = options.to ?? ["值班群"];
  const message = {
    messageKey: "0123456789ab-42",
    createdAt: now,
    to,
    cc: [],
    subject: "",
    attachments: [],
    ...options.message,
  };
  if (channel.payload !== undefined) channel.payload.parse(message.payload);
  return channel.send(chatContext(options), message, to, channel.account.parse(account));
}

/** Files of this machine as a message carries them; removed with the folder. */
export async function createFiles(): Promise<
  AsyncDisposable & { put(fileName: string, content: Buffer, mediaType?: string): Promise<ChannelAttachment> }
> {
  const folder = await mkdtemp(join(tmpdir(), "belfry-chat-"));
  return {
    async put(fileName, content, mediaType = "application/octet-stream") {
      const path = join(folder, createHash("sha256").update(fileName).update(content).digest("hex"));
      await writeFile(path, content);
      return { fileName, mediaType, bytes: content.length, path };
    },
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

function ignore(): void {
  // What the channel logs is not looked at.
}
