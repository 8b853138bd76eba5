/**
 * The manners of a mail server, for a sandbox that takes mails: whom it refuses, what it answers, and how it behaves badly.
 * It listens nowhere itself. A mail is decided once, when it has come whole, so that one switch hits one mail.
 */
import { ChaosBoard, messageFaults, type ProviderFault } from "../chaos.ts";
import { setBounded } from "../bounds.ts";
import { ExchangeLog, type Exchange } from "../exchange-log.ts";
import type { FakeClock } from "../fake-clock.ts";
import { RateWindow } from "../rate-window.ts";
import type { PlayedProvider } from "../start-provider-sandbox.ts";
import { bounceReport } from "./bounce-report.ts";
import { refusalOfRecipient, smtpReplies, type SmtpReply } from "./smtp-replies.ts";

/** A mail that came whole. */
export interface ArrivedMail {
  /** Of the envelope; empty for reports, which nobody may answer. */
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly raw: Buffer;
}

/** What becomes of a mail. */
export interface MailFate {
  /** What is put into the sandbox: the mail, the report that came back in its place, or nothing. */
  readonly kept: { readonly from: string; readonly to: readonly string[]; readonly raw: Buffer } | undefined;
  /** What is said, and when; a text that is no answer stands for itself, and null cuts the connection. */
  readonly answer: () => Promise<SmtpReply | string | null>;
}

/** The mail server of the sandbox, as it behaves just now. */
export interface SmtpPlay {
  /** The refusal of a recipient, or nothing. */
  refusal(address: string): SmtpReply | undefined;
  fateOf(mail: ArrivedMail): MailFate;
  describe(): PlayedProvider;
  messages(page: { readonly before?: number; readonly limit?: number }): readonly Exchange[];
  clear(): number;
  setFaults(faults: readonly ProviderFault[]): void;
}

/** QQ keeps its limits and penalties a secret. A minute is enough to see what Belfry does. */
const TOO_OFTEN = { most: Infinity, windowMs: 60_000, penaltyMs: 60_000 } as const;
/** What stands in the place of a code where there is none. */
const NO_CODE = 0;
const NONSENSE = "<html><title>200 OK</title><p>bad gateway";

/** @param options.clock @default that of this machine */
export function createSmtpPlay({ clock = { now: Date.now } }: { readonly clock?: FakeClock } = {}): SmtpPlay {
  const chaos = new ChaosBoard();
  const log = new ExchangeLog(clock);
  const senders = new Map<string, RateWindow>();
  const windowOf = (from: string): RateWindow => {
    const window = senders.get(from) ?? new RateWindow(TOO_OFTEN, clock);
    setBounded(senders, from, window);
    return window;
  };

  return {
    refusal(address) {
      const reply = refusalOfRecipient(address);
      if (reply !== undefined)
        log.add({ to: [address], kind: "mail", text: `RCPT TO:<${address}>` }, noted(reply, null, false));
      return reply;
    },
    fateOf(mail) {
      const { from, to, subject } = mail;
      const fault = chaos.take();
      const kind = fault?.kind ?? null;
      const message = { to, kind: "mail", title: subject, text: "" };
      const window = windowOf(from);
      if (kind === "throttle") window.punish();
      if (!window.take()) {
        log.add(message, noted(smtpReplies.tooOften, kind, false));
        return { kept: undefined, answer: async () => smtpReplies.tooOften };
      }
      if (kind === "bounce") {
        log.add(message, noted(smtpReplies.ok, kind, false));
        const report = { from: "", to: [from], raw: bounceReport({ ...mail, at: new Date(clock.now()) }) };
        // A report that bounces goes back to nobody: two servers would send reports of reports for ever.
        return { kept: from === "" ? undefined : report, answer: async () => smtpReplies.ok };
      }
      if (kind === "accept-then-drop") {
        log.add(message, { shown: true, answer: null, fault: kind });
        return { kept: mail, answer: async () => null };
      }
      if (kind === "malformed") {
        log.add(message, { shown: true, answer: { status: NO_CODE, body: NONSENSE }, fault: kind });
        return { kept: mail, answer: async () => NONSENSE };
      }
      if (fault?.kind !== "slow") {
        log.add(message, noted(smtpReplies.ok, kind, true));
        return { kept: mail, answer: async () => smtpReplies.ok };
      }
      const id = log.add(message, { shown: true, answer: null, fault: kind });
      // It begins now: whoever takes the switch back while the mail is being kept does not wait for it.
      const isOver = chaos.delay(fault);
      const answer = async () => {
        await isOver;
        log.answered(id, noted(smtpReplies.ok, kind, true).answer);
        return smtpReplies.ok;
      };
      return { kept: mail, answer };
    },
    describe: () => ({
      provider: "smtp",
      receives: "messages",
      channels: ["email"],
      switches: messageFaults,
      messages: log.size,
      faults: chaos.list(),
    }),
    messages: (page) => log.list(page),
    clear: () => log.clear(),
    setFaults(faults) {
      chaos.clear();
      for (const fault of faults) chaos.set(fault);
    },
  };
}

function noted({ code, text }: SmtpReply, fault: ProviderFault["kind"] | null, shown: boolean) {
  return { shown, answer: { status: code, body: text }, fault };
}
