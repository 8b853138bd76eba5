/** A step of an SMTP conversation at which the sink can be made to behave badly. */
export type SmtpStage = "connect" | "auth" | "mail-from" | "rcpt-to" | "data";

/** Answers with this code and text; 421 also closes the connection. */
export interface SmtpReply {
  readonly kind: "reply";
  readonly code: number;
  readonly text: string;
}

/** What the sink does instead of its usual answer. */
export type SmtpOutcome =
  | SmtpReply
  /** Cuts the connection without an answer. */
  | { readonly kind: "disconnect" }
  /** Never answers; the connection stays open until somebody gives up. */
  | { readonly kind: "silence" };

/** One way to behave badly. Before its turn and after its last time the sink answers as usual. */
export interface SmtpBehaviour {
  readonly at: SmtpStage;
  /** @default undefined (the usual answer, which only makes sense with a delay) */
  readonly outcome?: SmtpOutcome;
  /** How long the answer takes. @default 0 */
  readonly delayMs?: number;
  /** Only for addresses that match: senders at `mail-from`, recipients at `rcpt-to`, users at `auth`. @default undefined (all) */
  readonly address?: RegExp;
  /** After how many hits it is over. @default Infinity */
  readonly times?: number;
  /**
   * At `data`, when the answer is withheld: whether the mail was nevertheless taken. The sender cannot know;
   * a test has to try both. @default true
   */
  readonly keepsMail?: boolean;
}

/** Answers as they were seen in the wild. QQ says 550 for much that is temporary, so a client has to read the text. */
export const smtpReplies = {
  userUnknown: { kind: "reply", code: 550, text: "5.1.1 user unknown" },
  mailboxBusy: { kind: "reply", code: 450, text: "4.2.1 mailbox busy, try again later" },
  messageTooLarge: { kind: "reply", code: 552, text: "5.3.4 message too large" },
  serviceClosing: { kind: "reply", code: 421, text: "4.3.2 service closing transmission channel" },
  senderRefused: { kind: "reply", code: 553, text: "Mail from must equal authorized user" },
  qqAuthFailed: {
    kind: "reply",
    code: 535,
    text: "Login Fail. Please enter your authorization code to login. More information in http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=28&&no=1001256",
  },
  qqSenderMismatch: { kind: "reply", code: 501, text: "mail from address must be same as authorization user" },
  qqFrequencyLimited: { kind: "reply", code: 550, text: "Sender frequency limited" },
  qqMailboxUnavailable: { kind: "reply", code: 550, text: "Mailbox unavailable or access denied" },
  qqMailboxNotFound: { kind: "reply", code: 550, text: "Mailbox not found" },
  qqContentDenied: { kind: "reply", code: 550, text: "Mail content denied" },
  neteaseTooManyFailedLogins: { kind: "reply", code: 451, text: "too much fail authentication" },
  neteaseTryAgain: { kind: "reply", code: 451, text: "DT:SPM please try again" },
  neteaseDailyCap: { kind: "reply", code: 550, text: "MI:STC" },
} as const satisfies Record<string, SmtpReply>;

/** Recipients that every sink refuses, whatever else it was told: `permfail@…` for good, `tempfail@…` for now. */
const alwaysRefused: readonly SmtpBehaviour[] = [
  { at: "rcpt-to", address: /^permfail(\+[^@]*)?@/i, outcome: smtpReplies.userUnknown },
  { at: "rcpt-to", address: /^tempfail(\+[^@]*)?@/i, outcome: smtpReplies.mailboxBusy },
];

/** The behaviours that are set, and how often each may still hit. */
export class BehaviourBoard {
  #active: { readonly behaviour: SmtpBehaviour; timesLeft: number }[] = [];

  set(behaviour: SmtpBehaviour): void {
    this.#active.push({ behaviour, timesLeft: behaviour.times ?? Infinity });
  }

  clear(): void {
    this.#active = [];
  }

  /** Takes one hit of the first behaviour that fits. */
  take(at: SmtpStage, address = ""): SmtpBehaviour | undefined {
    const fits = (behaviour: SmtpBehaviour) => behaviour.at === at && behaviour.address?.test(address) !== false;
    const active = this.#active.find(({ behaviour }) => fits(behaviour));
    if (active === undefined) return alwaysRefused.find(fits);
    active.timesLeft -= 1;
    if (active.timesLeft <= 0) this.#active = this.#active.filter((other) => other !== active);
    return active.behaviour;
  }
}
