import type { Problem } from "@belfry/model";
import type { z } from "zod";
import type { ChannelContext } from "./channel-context.ts";
import type { ChannelMessage, MessageOutline } from "./channel-message.ts";
import type { DeliveryOutcome } from "./delivery-outcome.ts";
import type { DeliveryQuestion, DeliveryReceipt, ReceiptReader } from "./delivery-receipt.ts";
import type { LocalizedText } from "./localized-text.ts";
import type { ContentLimit, ProviderCode, RecipientLimit, SendingCaps } from "./provider-facts.ts";

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
  /** What `payload` of a message may hold. @default it must have none */
  readonly payload?: z.ZodType;
  /** What Belfry keeps to by itself, for one account. @default no caps */
  caps?(config: z.output<Config>): SendingCaps;
  /** What more a recipient would get waits, urgent or not. @default no limits */
  readonly recipientLimits?: readonly RecipientLimit[];
  /** How much of these limits a message takes, whatever account sends it. @default 1 */
  recipientPieces?(message: MessageOutline): number;
  /** @default no limits but the size */
  readonly contentLimits?: readonly ContentLimit[];
  /**
   * What of a message nobody can be shown, whatever account sends it: it is refused when it is accepted, and not found out
   * when it is sent. Paths are those of a message: `text`, `attachments[0]`. @default nothing but what its limits say
   */
  problems?(message: MessageOutline): readonly Problem[];
  /** @default its codes speak for themselves */
  readonly codes?: readonly ProviderCode[];
  /**
   * Whether this account reaches a recipient. A robot reaches its own group only, and several robots may be in one group.
   * @default every account reaches everybody
   */
  serves?(config: z.output<Config>, recipient: string): boolean;
  /**
   * Why an account cannot send what a message holds, though another one of the channel may; nothing if it can.
   * @default every account can
   */
  refuses?(config: z.output<Config>, message: ChannelMessage, recipients: readonly string[]): string | undefined;
  /**
   * Whether messages that would wait long for an account are gathered into one that lists them in Markdown.
   * @default false
   */
  readonly gathersOverflow?: boolean;
  /** How many sends a message takes: each counts against the caps. @default 1 */
  pieces?(message: ChannelMessage, config: z.output<Config>): number;
  /**
   * How many people a send reaches, where the provider counts these in a day and a month, and not the sends.
   * @default it counts sends
   */
  people?(recipients: readonly string[], config: z.output<Config>): number;
  /**
   * Whether the provider itself drops a second send with the same message key. What is unknown is then sent again by the
   * same account. @default false
   */
  readonly dropsDoubles?: boolean;
  /** For how long it remembers a message key, in milliseconds. @default 600_000 */
  doublesWindowMs?(config: z.output<Config>): number;
  /** Asks the provider what became of a delivery; nothing when it does not know (yet). @default it cannot be asked */
  query?(
    ctx: ChannelContext,
    question: DeliveryQuestion,
    config: z.output<Config>,
  ): Promise<DeliveryReceipt | undefined>;
  /** @default the provider sends none */
  readonly receipts?: ReceiptReader<z.output<Config>>;
  /** The mailbox to which mails of an account come back; `connection` is a secret. @default it has none */
  bounceMailbox?(config: z.output<Config>): { readonly connection: unknown; readonly folder: string } | undefined;
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
