import type { z } from "zod";
import type { ActionLog } from "./action-context.ts";
import type { GuardedConnect } from "./guarded-connect.ts";
import type { GuardedFetch } from "./guarded-fetch.ts";
import type { LocalizedText } from "./localized-text.ts";

/** What a channel says of one recipient. A channel throws only for its own bugs. */
export type DeliveryOutcome =
  | { readonly kind: "accepted"; readonly providerId?: string; readonly answer?: string }
  /** The provider is busy or asks to come back: the same account may try again. */
  | { readonly kind: "try-later"; readonly reason: string; readonly notBefore?: Date; readonly answer?: string }
  /** This account cannot send now (wrong password, quota): another one may. */
  | { readonly kind: "account-fault"; readonly reason: string; readonly pauseUntil?: Date; readonly answer?: string }
  | { readonly kind: "recipient-fault" | "content-fault"; readonly reason: string; readonly answer?: string }
  /** The payload left, the answer did not come: never repeated blindly. */
  | { readonly kind: "unknown"; readonly reason: string; readonly answer?: string };

export interface ChannelAttachment {
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** A local file with the content. */
  readonly path: string;
  readonly contentId?: string;
}

export interface ChannelMessage {
  /** The same on every attempt: receivers drop doubles by it. */
  readonly messageKey: string;
  readonly createdAt: Date;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly ChannelAttachment[];
}

export interface ChannelContext {
  readonly signal: AbortSignal;
  readonly log: ActionLog;
  readonly fetch: GuardedFetch;
  /** The way out for what is no HTTP: SMTP and the like. */
  readonly connect: GuardedConnect;
  /** By the database's clock. */
  readonly now: Date;
  /** Resolves a secret of the account's configuration; a plain string is returned as it is. */
  secret(value: unknown): Promise<string>;
}

/** One step of a connection test. */
export interface ConnectionStep {
  readonly step: string;
  readonly ok: boolean;
  readonly detail: string;
}

export interface ChannelDefinition<Config extends z.ZodType = z.ZodType> {
  /** The name rules and messages use: `email`. */
  readonly id: string;
  readonly displayName: LocalizedText;
  /** The configuration of one sending account; fields made with `secret()` are kept in the vault. */
  readonly account: Config;
  /** `message`: one send carries all recipients (mail); `recipient`: one send each (SMS). */
  readonly envelope: "message" | "recipient";
  /** The largest message with its attachments, in bytes, for one account. */
  maxBytes(config: z.output<Config>): number;
  /** Why this cannot be an address of the channel; nothing if it can. */
  checkAddress(address: string): string | undefined;
  /** Sends once. The outcomes stand in the order of `recipients`, which are envelope addresses: to, cc and bcc alike. */
  send(
    ctx: ChannelContext,
    message: ChannelMessage,
    recipients: readonly string[],
    config: z.output<Config>,
  ): Promise<readonly DeliveryOutcome[]>;
  /** Lets go of what is kept open between sends, so that the process can end. Sending again opens it anew. */
  close?(): Promise<void>;
  /** Tries the account without sending, step by step; stops at the first step that fails. */
  test(ctx: ChannelContext, config: z.output<Config>): Promise<readonly ConnectionStep[]>;
}

/** Makes a channel. */
export function defineChannel<Config extends z.ZodType>(definition: ChannelDefinition<Config>): ChannelDefinition {
  // The registry holds channels of all configurations; notify parses an account's configuration before it sends.
  return definition;
}
