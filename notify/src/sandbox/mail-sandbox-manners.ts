/** What the sandbox says: an answer of SMTP; a text that is none, before it hangs up; null: it hangs up without a word. */
export type SandboxAnswer = { readonly code: number; readonly text: string } | string | null;

/** A mail that came whole, with its envelope. */
export interface EnvelopedMail {
  /** Empty for reports, which nobody may answer. */
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: Buffer;
}

/** How the sandbox behaves, so that a demo can show what becomes of mails that servers refuse. */
export interface MailSandboxManners {
  /** Of one recipient, before the mail comes; nothing when it is taken. */
  refusal(address: string): { readonly code: number; readonly text: string } | undefined;
  /** Called once for each mail. It is kept before it is answered: the answer may never come. */
  fateOf(mail: EnvelopedMail & { readonly subject: string }): {
    /** The mail, what stands in its place, or nothing. */
    readonly kept: EnvelopedMail | undefined;
    readonly answer: () => Promise<SandboxAnswer>;
  };
}

export const takesAll: MailSandboxManners = {
  refusal: () => undefined,
  fateOf: (mail) => ({ kept: mail, answer: async () => ({ code: 250, text: "2.0.0 Ok: queued" }) }),
};
