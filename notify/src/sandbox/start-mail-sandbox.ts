/**
 * The mail sandbox: an SMTP server that catches instead of delivering. Accounts that are pointed at it send for real, with
 * every byte a provider would get, and nobody's mailbox sees it.
 */
import { once } from "node:events";
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { insertSandboxMail } from "../sql/insert-sandbox-mail.ts";
import { ConnectionsByPort } from "./connections-by-port.ts";
import { takesAll, type MailSandboxManners, type SandboxAnswer } from "./mail-sandbox-manners.ts";
import { readSummary } from "./read-mail.ts";

export interface MailSandboxOptions {
  readonly store: Store;
  /** @default 127.0.0.1 */
  readonly host?: string;
  /** @default 0 (a free one) */
  readonly port?: number;
  /** The largest mail, in bytes. @default 31_457_280 (30 MiB: an attachment grows by a third on its way) */
  readonly maxBytes?: number;
  /** How many mails are kept; the oldest go first. @default 500 */
  readonly keep?: number;
  /** Whom it refuses, and how it behaves badly. @default it takes all mails, for everybody */
  readonly manners?: MailSandboxManners;
  readonly onError: (error: Error) => void;
}

export interface MailSandbox extends AsyncDisposable {
  readonly host: string;
  readonly port: number;
  /** Cuts open connections and stops. Safe to call twice. */
  close(): Promise<void>;
}

const MAX_BYTES = 30 * 1024 * 1024;

/** @throws AppError PORT_IN_USE */
export async function startMailSandbox(options: MailSandboxOptions): Promise<MailSandbox> {
  const { host = "127.0.0.1", port = 0, maxBytes = MAX_BYTES, manners = takesAll } = options;
  const connections = new ConnectionsByPort();
  const server = new SMTPServer({
    // Whoever logs in may: an account that is pointed here for a while keeps its user and password.
    authOptional: true,
    allowInsecureAuth: true,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username }),
    // Its certificate would be one that nobody trusts.
    disabledCommands: ["STARTTLS"],
    size: maxBytes,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    logger: false,
    // Manners write them out, as providers do.
    hideENHANCEDSTATUSCODES: true,
    onRcptTo({ address }, _session, callback) {
      const refusal = manners.refusal(address);
      callback(refusal === undefined ? null : errorOf(refusal));
    },
    onData(stream, session, callback) {
      void receive({ ...options, manners }, stream, session, (answer) => {
        if (answer === null || typeof answer === "string") connections.end(session.remotePort, answer);
        else if (answer.code >= 400) callback(errorOf(answer));
        else callback(null, answer.text);
      });
    },
  });
  server.server.on("connection", (socket) => connections.watch(socket));
  // A client that hangs up is nothing to report; failing to listen is.
  server.on("error", () => undefined);
  const listener = server.listen(port, host);
  try {
    await once(listener, "listening");
  } catch (cause) {
    const reason = `The mail sandbox cannot listen on ${host}:${port}.`;
    throw new AppError("PORT_IN_USE", { reason, port }, { cause });
  }
  const address = listener.address();

  let closed: Promise<void> | undefined;
  const close = () => (closed ??= new Promise((resolve) => server.close(() => resolve())));
  return {
    host,
    port: typeof address === "object" && address !== null ? address.port : port,
    close,
    [Symbol.asyncDispose]: close,
  };
}

type Receiving = MailSandboxOptions & { readonly manners: MailSandboxManners };

/** Takes a mail and answers. Never rejects. */
async function receive(
  options: Receiving,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  answer: (answer: SandboxAnswer) => void,
): Promise<void> {
  try {
    answer(await catchMail(options, stream, session));
  } catch (error) {
    options.onError(error instanceof Error ? error : new Error(String(error)));
    answer({ code: 451, text: "the sandbox cannot keep mails for now" });
  }
}

/** Keeps a mail, or what stands in its place, and returns what its sender is told. */
async function catchMail(
  { store, keep = 500, maxBytes = MAX_BYTES, manners }: Receiving,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<SandboxAnswer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to the end, so that the sender gets its answer, and keep nothing of it.
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > maxBytes) return { code: 552, text: "message too large" };
  const raw = Buffer.concat(chunks);
  const summary = await readSummary(raw);
  const from = envelope.mailFrom === false ? "" : envelope.mailFrom.address;
  const to = envelope.rcptTo.map(({ address }) => address);
  const { kept, answer } = manners.fateOf({ from, to, subject: summary.subject, raw });
  if (kept !== undefined) {
    const shown = kept.raw === raw ? summary : await readSummary(kept.raw);
    await insertSandboxMail(store, { from: kept.from, to: kept.to, ...shown, raw: kept.raw, keep });
  }
  return answer();
}

function errorOf({ code, text }: { readonly code: number; readonly text: string }): Error {
  return Object.assign(new Error(text), { responseCode: code });
}
