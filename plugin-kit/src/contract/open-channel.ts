import { AppError, isSecretRef } from "@belfry/model";
import type { ChannelContext } from "../channel-context.ts";
import type { ChannelDefinition } from "../channel.ts";
import type { ChannelMessage } from "../channel-message.ts";
import type { DeliveryOutcome } from "../delivery-outcome.ts";
import type { ChannelContractOptions } from "./channel-contract-options.ts";
import { contractSecret } from "./contract-secret.ts";

/** A channel with a context of its own, and what it logged. */
export interface OpenChannel {
  readonly logs: readonly unknown[];
  /** @default messageKey a new one */
  send(
    recipients: readonly string[],
    options?: { readonly account?: unknown; readonly messageKey?: string; readonly signal?: AbortSignal },
  ): Promise<readonly DeliveryOutcome[]>;
  test(account: unknown): ReturnType<ChannelDefinition["test"]>;
}

export function openChannel(channel: ChannelDefinition, options: ChannelContractOptions): OpenChannel {
  const logs: unknown[] = [];
  const write = (line: string, fields?: Readonly<Record<string, unknown>>) => void logs.push({ line, fields });
  const context = (signal: AbortSignal): ChannelContext => ({
    signal,
    now: new Date("2026-03-01T06:00:00Z"),
    piecesDone: 0,
    log: { info: write, warn: write, error: write },
    fetch: options.fetch ?? (() => Promise.reject(new Error("The contract was given no fetch. Give it one."))),
    connect: options.connect ?? (() => Promise.reject(new Error("The contract was given no connect. Give it one."))),
    async secret(value) {
      if (!isSecretRef(value)) return String(value);
      if (value.$secret !== contractSecret.ref.$secret)
        throw new AppError("SECRET_NOT_FOUND", { secret: value.$secret });
      return contractSecret.value;
    },
  });
  return {
    logs,
    send(recipients, { account = options.validAccount, messageKey = crypto.randomUUID(), signal } = {}) {
      const sent = context(signal ?? new AbortController().signal);
      return channel.send(sent, message(messageKey, recipients), recipients, channel.account.parse(account));
    },
    test: (account) => channel.test(context(new AbortController().signal), channel.account.parse(account)),
  };
}

function message(messageKey: string, recipients: readonly string[]): ChannelMessage {
  return {
    messageKey,
    createdAt: new Date("2026-03-01T06:00:00Z"),
    to: recipients,
    cc: [],
    subject: "公寓学生晚归名单",
    text: "您好：名单见附件。",
    attachments: [],
  };
}
