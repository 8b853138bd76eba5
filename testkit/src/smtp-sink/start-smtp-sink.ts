import { once } from "node:events";
import { buffer } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { ConversationSteps } from "./conversation-steps.ts";
import { Mailbox } from "./mailbox.ts";
import { createTestCertificate } from "./test-certificate.ts";
import { readMail } from "./received-mail.ts";
import { smtpReplies } from "./smtp-behaviour.ts";
import type { SMTPServerDataStream, SMTPServerSession } from "smtp-server";
import type { ReceivedMail } from "./received-mail.ts";
import type { SmtpBehaviour, SmtpReply } from "./smtp-behaviour.ts";
import type { SmtpStep, StepDecision } from "./conversation-steps.ts";
import type { TestCertificate } from "./test-certificate.ts";

export interface SmtpSinkOptions {
  /** `tls` from the first byte, `starttls` offered and then demanded, or `plain`. @default "plain" */
  readonly mode?: "plain" | "starttls" | "tls";
  /** Who may send. @default undefined (everybody, and AUTH is not offered) */
  readonly auth?: { readonly user: string; readonly pass: string };
  /** Whether the sender must be the user who logged in, as with QQ and 163. @default false */
  readonly senderMustBeUser?: boolean;
  /** The most bytes of one mail; it is announced, and more is answered with 552. @default undefined (no limit) */
  readonly maxSize?: number;
  /** For the two TLS modes. @default a fresh one for localhost and 127.0.0.1 */
  readonly certificate?: TestCertificate;
  /** @default 0 (a free one) */
  readonly port?: number;
}

/** A running mail server that keeps what it gets and delivers nothing. */
export interface SmtpSink extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Every mail that was taken, oldest first. It is here before the sender has its answer. */
  readonly mails: readonly ReceivedMail[];
  /** Every step of every conversation, oldest first. */
  readonly steps: readonly SmtpStep[];
  /** What a client has to trust, as PEM; undefined in mode `plain`. */
  readonly caCertificate: string | undefined;
  /** Makes the sink behave badly. Earlier behaviours stay, and the first that fits is taken. */
  setBehaviour(behaviour: SmtpBehaviour): void;
  clearBehaviours(): void;
  /** Waits until so many mails have been taken in all. @throws Error that names how many came, after `timeoutMs` (default 60_000). */
  waitForMails(count: number, timeoutMs?: number): Promise<readonly ReceivedMail[]>;
  /** Cuts all connections and stops. Safe to call twice. */
  close(): Promise<void>;
}

const mustStartTls: SmtpReply = { kind: "reply", code: 530, text: "Must issue a STARTTLS command first" };

/**
 * Starts a real SMTP server on 127.0.0.1 for tests. Whatever it is told, it refuses `permfail@…` for good
 * and `tempfail@…` for now.
 *
 * @example
 * ```ts
 * await using sink = await startSmtpSink({ mode: "starttls", auth: { user: "sender@belfry.example", pass: "code" } });
 * sink.setBehaviour({ at: "data", outcome: { kind: "disconnect" }, times: 1 }); // taken, and the answer lost
 * ```
 */
export async function startSmtpSink(options: SmtpSinkOptions = {}): Promise<SmtpSink> {
  const { mode = "plain", auth, maxSize, senderMustBeUser = false } = options;
  const certificate = mode === "plain" ? undefined : (options.certificate ?? createTestCertificate());
  const steps = new ConversationSteps();
  const mailbox = new Mailbox();

  async function takeMail(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<StepDecision> {
    const raw = await buffer(stream);
    const decision = await steps.decide({ stage: "data", remotePort: session.remotePort });
    // The library refuses what is too large by itself, after it has read it.
    if (stream.sizeExceeded || decision.kind === "refuse") return decision;
    if (decision.kind === "accept" || decision.keepsMail) {
      mailbox.add(await readMail(raw, session, { answered: decision.kind === "accept" }));
    }
    return decision;
  }

  const server = new SMTPServer({
    secure: mode === "tls",
    ...(certificate !== undefined && { key: certificate.key, cert: certificate.certificate }),
    ...(maxSize !== undefined && { size: maxSize, rejectOversized: true }),
    disabledCommands: [...(mode === "starttls" ? [] : ["STARTTLS"]), ...(auth === undefined ? ["AUTH"] : [])],
    authOptional: auth === undefined,
    allowInsecureAuth: mode === "plain",
    // Asking the name server who 127.0.0.1 is would make tests depend on the machine.
    disableReverseLookup: true,
    // QQ and NetEase send none, and the library would put a misleading 5.1.1 before "frequency limited".
    hideENHANCEDSTATUSCODES: true,
    onConnect({ remotePort }, callback) {
      conclude(steps.decide({ stage: "connect", remotePort }), callback);
    },
    onAuth({ username, password }, { remotePort }, callback) {
      const isRight = username === auth?.user && password === auth?.pass;
      const decision = steps.decide(
        { stage: "auth", address: username, remotePort },
        isRight ? undefined : smtpReplies.qqAuthFailed,
      );
      conclude(decision, (error) => callback(error, { user: username }));
    },
    onMailFrom({ address }, session, callback) {
      const { remotePort } = session;
      const isForeign = senderMustBeUser && address !== session.user;
      const refusal = isForeign ? smtpReplies.qqSenderMismatch : undefined;
      const mayGoOn = mode !== "starttls" || session.secure;
      conclude(steps.decide({ stage: "mail-from", address, remotePort }, mayGoOn ? refusal : mustStartTls), callback);
    },
    onRcptTo({ address }, { remotePort }, callback) {
      conclude(steps.decide({ stage: "rcpt-to", address, remotePort }), callback);
    },
    onData(stream, session, callback) {
      conclude(takeMail(stream, session), callback);
    },
  });
  // A client that hangs up, or does not trust the certificate, is what tests are about: nothing to report.
  server.on("error", () => undefined);
  server.server.on("connection", (socket) => steps.watch(socket));
  const listener = server.listen(options.port ?? 0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();

  let closed: Promise<void> | undefined;
  function close(): Promise<void> {
    closed ??= new Promise((resolve) => {
      server.close(resolve);
      steps.close();
    });
    return closed;
  }

  return {
    host: "127.0.0.1",
    port: typeof address === "object" && address !== null ? address.port : 0,
    mails: mailbox.mails,
    steps: steps.taken,
    caCertificate: certificate?.certificate,
    setBehaviour: (behaviour) => steps.behaviours.set(behaviour),
    clearBehaviours: () => steps.behaviours.clear(),
    waitForMails: (count, timeoutMs = 60_000) => mailbox.waitFor(count, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Gives the library the answer of a step, or none. */
function conclude(decision: Promise<StepDecision>, answer: (error?: Error) => void): void {
  decision.then(
    (decided) => {
      if (decided.kind === "withhold") decided.cut();
      else answer(decided.kind === "refuse" ? decided.error : undefined);
    },
    // The client hung up in the middle of its payload: there is nobody left to answer.
    (error: unknown) => answer(error instanceof Error ? error : new Error(String(error))),
  );
}
