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
  readonly markdown?: string;
  /** Who is to be pointed at, in a chat. */
  readonly mentions?: ChannelMentions;
  /** What only this channel understands, as its `payload` reads it. */
  readonly payload?: unknown;
  readonly attachments: readonly ChannelAttachment[];
  /** What it belongs to for its recipient, who sees all of that together. */
  readonly conversation?: string;
  /** Where its recipient leaves the list by one click (RFC 8058). It has one recipient then. */
  readonly unsubscribe?: { readonly url: string };
}

/** What is known of a message before any of its files is looked for. */
export interface MessageOutline extends Omit<ChannelMessage, "messageKey" | "createdAt" | "attachments"> {
  readonly attachments: readonly AttachmentOutline[];
}

export type AttachmentOutline = Omit<ChannelAttachment, "path">;

export interface ChannelMentions {
  /** By their ids at the provider. */
  readonly users?: readonly string[] | undefined;
  readonly phones?: readonly string[] | undefined;
  readonly all?: boolean | undefined;
}
