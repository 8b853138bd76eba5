/** A short message as a phone shows it. */
export interface ReceivedSms {
  readonly at: Date;
  /** With its country: `+8613800138000`. */
  readonly to: string;
  readonly template: string;
  /** With the signature before it. */
  readonly text: string;
  /** What the sender calls it; receipts name it. */
  readonly key: string;
  /** Under which the provider knows it. */
  readonly providerId: string;
  /** How many it is billed as. */
  readonly segments: number;
}

/** An approved template of a provider. */
export interface SmsTemplate {
  /** With the provider's own marks for values. */
  readonly text: string;
  /** A code that somebody asked for is limited more than a notice. @default "notice" */
  readonly kind?: "otp" | "notice";
}

/** How many messages a text is billed as: 70 characters in one, 67 in each of several. */
export function billedSegments(text: string): number {
  return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
}
