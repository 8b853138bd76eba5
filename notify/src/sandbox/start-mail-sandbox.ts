/**
 * The mail sandbox: an SMTP server that catches instead of delivering. Accounts that are pointed at it send for real, with
 * every byte a provider would get, and nobody's mailbox sees it.
 */
import { once } from "node:events";
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { insertSandboxMail } from "../sql/insert-sandbox-mail.ts";
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
  const { host = "127.0.0.1", port = 0, maxBytes = MAX_BYTES } = options;
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
    onData(stream, session, callback) {
      void receive(options, stream, session, callback);
    },
  });
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

/** Takes a mail and answers: with an error and its code, or with nothing if it was kept. Never rejects. */
async function receive(
  options: MailSandboxOptions,
  stream: SMTPServerDataStream,
  session: SMTPServerSession,
  answer: (error?: Error) => void,
): Promise<void> {
  try {
    if (await catchMail(options, stream, session)) answer();
    else answer(Object.assign(new Error("message too large"), { responseCode: 552 }));
  } catch (error) {
    options.onError(error instanceof Error ? error : new Error(String(error)));
    answer(Object.assign(new Error("the sandbox cannot keep mails for now"), { responseCode: 451 }));
  }
}

/** Keeps a mail and returns whether it was small enough. */
async function catchMail(
  { store, keep = 500, maxBytes = MAX_BYTES }: MailSandboxOptions,
  stream: SMTPServerDataStream,
  { envelope }: SMTPServerSession,
): Promise<boolean> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // Read to the end, so that the sender gets its answer, and keep nothing of it.
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  }
  if (bytes > maxBytes) return false;
  const raw = Buffer.concat(chunks);
  await insertSandboxMail(store, {
    from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    ...(await readSummary(raw)),
    raw,
    keep,
  });
  return true;
}
