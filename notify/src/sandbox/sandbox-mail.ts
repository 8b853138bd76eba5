/** A caught mail in a list. */
export interface SandboxMailSummary {
  readonly id: number;
  readonly receivedAt: Date;
  /** Who really gets it: Bcc recipients are here and in no header. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** The From header. */
  readonly sender: string;
  readonly subject: string;
  readonly bytes: number;
}

export interface SandboxAttachment {
  /** Its place in the mail, from 0. */
  readonly index: number;
  readonly fileName: string;
  readonly mediaType: string;
  readonly bytes: number;
  /** Shown inside the text, as `cid:…`. */
  readonly inline: boolean;
  readonly contentId?: string;
}

export interface SandboxMail extends SandboxMailSummary {
  /** Every header in its order, as it was sent. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly SandboxAttachment[];
}
