/** An answer of SMTP. */
export interface SmtpReply {
  readonly code: number;
  readonly text: string;
}

/** What mail servers say. */
export const smtpReplies = {
  ok: { code: 250, text: "2.0.0 Ok: queued" },
  userUnknown: { code: 550, text: "5.1.1 user unknown" },
  mailboxBusy: { code: 450, text: "4.2.1 mailbox busy, try again later" },
  /** QQ's. */
  tooOften: { code: 550, text: "Sender frequency limited" },
} as const satisfies Record<string, SmtpReply>;

const alwaysRefused: readonly { readonly address: RegExp; readonly reply: SmtpReply }[] = [
  { address: /^permfail(\+[^@]*)?@/i, reply: smtpReplies.userUnknown },
  { address: /^tempfail(\+[^@]*)?@/i, reply: smtpReplies.mailboxBusy },
];

/** Recipients that are refused whatever the switches say: `permfail@…` for good, `tempfail@…` for now. */
export function refusalOfRecipient(address: string): SmtpReply | undefined {
  return alwaysRefused.find((one) => one.address.test(address))?.reply;
}
