import type { ChannelContext, ChannelMessage } from "@belfry/plugin-kit";
import { connectLocally, type SmtpSink } from "@belfry/testkit";
import { emailChannel } from "../src/index.ts";

const now = new Date("2026-03-01T06:00:00Z");
export const secrets: Readonly<Record<string, string>> = { CODE: "abcdefghijklmnop" };

export function context(signal: AbortSignal = new AbortController().signal): ChannelContext {
  return {
    signal,
    now,
    piecesDone: 0,
    log: { info: ignore, warn: ignore, error: ignore },
    fetch: () => Promise.reject(new Error("a mail fetches nothing")),
    connect: connectLocally,
    async secret(value) {
      const name = (value as { $secret: string }).$secret;
      const secret = secrets[name];
      if (secret === undefined) throw new Error(`There is no secret ${name}.`);
      return secret;
    },
  };
}

/** The configuration of an account at a sink, as the ledger would have parsed it. */
export function accountAt(sink: Pick<SmtpSink, "host" | "port">, over: object = {}): unknown {
  const config = {
    host: sink.host,
    port: sink.port,
    mode: "plain",
    from: { name: "学工处", address: "sender@belfry.cn" },
  };
  return emailChannel.account.parse({ ...config, ...over });
}

/** `undefined` takes a part out of the message. */
type Over = { readonly [Part in keyof ChannelMessage]?: ChannelMessage[Part] | undefined };

export function message(over: Over = {}): ChannelMessage {
  const parts = {
    messageKey: "0123456789ab-42",
    createdAt: now,
    to: ["a@x.cn"],
    cc: [],
    subject: "公寓学生晚归名单",
    text: "您好：附件是晚归名单。",
    attachments: [],
    ...over,
  };
  return Object.fromEntries(
    Object.entries(parts).filter(([, part]) => part !== undefined),
  ) as unknown as ChannelMessage;
}

export const send = (
  config: unknown,
  recipients: readonly string[] = ["a@x.cn"],
  over: Over = {},
  signal?: AbortSignal,
) => emailChannel.send(context(signal), message({ to: recipients, ...over }), recipients, config);

function ignore(): void {
  // What the channel logs is not looked at.
}
