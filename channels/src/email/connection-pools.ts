/**
 * Connections that are kept open between mails, one pool for each account. A login for every mail would run into the
 * providers' limits on connections long before those on mails.
 */
import { createHash } from "node:crypto";
import type { GuardedConnect } from "@belfry/plugin-kit";
import { createTransport, type SMTPPoolOptions, type SMTPPoolSentMessageInfo, type Transporter } from "nodemailer";
import type { PayloadWatch } from "./payload-watch.ts";
import type { EmailConfig } from "./email-config.ts";
import { openSocket, type OpenSocket } from "./open-socket.ts";
import { smtpOptions } from "./smtp-options.ts";

export type Pool = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

/** Accounts in use at once; a changed account counts as another one, and the oldest pool goes first. */
const MOST_POOLS = 100;
const pools = new Map<string, Pool>();

/** Carries the watch of a mail to the point where its stream is made. */
export const watches = new WeakMap<AbortSignal, PayloadWatch>();

/** The pool of an account. Another password or server is another pool. */
export function poolOf(connect: GuardedConnect, config: EmailConfig, password: string | undefined): Pool {
  const key = createHash("sha256")
    .update(JSON.stringify([config, password]))
    .digest("base64");
  const pool = pools.get(key) ?? openPool(connect, config, password);
  // The last one used stands last.
  pools.delete(key);
  pools.set(key, pool);
  const [oldest] = pools;
  if (pools.size > MOST_POOLS && oldest !== undefined) {
    pools.delete(oldest[0]);
    oldest[1].close();
  }
  return pool;
}

/** Closes all connections. */
export function closePools(): void {
  for (const pool of pools.values()) pool.close();
  pools.clear();
}

/** Nodemailer asks by callback. */
async function openFor(
  done: (error: Error | null, socket?: OpenSocket) => void,
  connect: GuardedConnect,
  config: EmailConfig,
): Promise<void> {
  let socket: OpenSocket;
  try {
    socket = await openSocket(connect, config);
  } catch (error) {
    done(error as Error);
    return;
  }
  done(null, socket);
}

function openPool(connect: GuardedConnect, config: EmailConfig, password: string | undefined): Pool {
  const pool = createTransport({
    ...smtpOptions(config),
    pool: true,
    getSocket(_options: unknown, done: (error: Error | null, socket?: OpenSocket) => void) {
      void openFor(done, connect, config);
    },
    maxConnections: 4,
    maxMessages: 100,
    // Long enough for the mails of one run, short enough to be gone when somebody stops the server.
    idleTimeout: 5_000,
    // A connection that the server closed while it was idle; nothing of the mail has been sent then.
    maxRequeues: 1,
    ...(config.user === undefined ? {} : { auth: { user: config.user, pass: password ?? "" }, forceAuth: true }),
  });
  pool.use("stream", (mail, done) => {
    const { signal } = mail.data;
    const watch = signal === undefined ? undefined : watches.get(signal);
    if (watch !== undefined) mail.message.createReadStream = () => watch.passage();
    done();
  });
  return pool;
}
