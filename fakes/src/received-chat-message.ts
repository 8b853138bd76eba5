/** A message as the people in a chat see it. It holds no key, no token and no signature. */
export interface ReceivedChatMessage {
  readonly at: Date;
  /** The groups or people who see it. */
  readonly to: readonly string[];
  /** The provider's own name for the kind of message: `markdown`, `template_card`. */
  readonly kind: string;
  readonly title?: string;
  readonly text: string;
  /** Who was pointed at, as the provider understood it: ids, phones, `all`. */
  readonly mentions: readonly string[];
  readonly file?: { readonly name: string; readonly bytes: number };
}
