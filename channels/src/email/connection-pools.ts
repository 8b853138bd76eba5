/**
 * Connections that are kept open between mails, one pool for each account. A login for every mail would run into the
 * providers' limits on connections long before those on mails.
 */
import { createHash } from "node:crypto";
import type { GuardedConnect } from "@belfry/plugin-kit";
import SMTPPool from "nodemailer/lib/smtp-pool";
import type { EmailConfig } from "./email-config.ts";
import { openSocket, type OpenSocket } from "./open-socket.ts";
import { smtpOptions } from "./smtp-options.ts";

/** Accounts in use at once; a changed account counts as another one, and the oldest pool goes first. */
const MOST_POOLS = 100;
const pools = new Map<string, SMTPPool>();
/** An account's configuration is the same object for all messages of one claim. */
const keys = new WeakMap<EmailConfig, { readonly password: string | undefined; readonly key: string }>();

/** The pool of an account. Another password or server is another pool. */
export function poolOf(connect: GuardedConnect, config: EmailConfig, password: string | undefined): SMTPPool {
  const key = keyOf(config, password);
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

function keyOf(config: EmailConfig, password: string | undefined): string {
  const known = keys.get(config);
  if (known !== undefined && known.password === password) return known.key;
  const key = createHash("sha256")
    .update(JSON.stringify([config, password]))
    .digest("base64");
  keys.set(config, { password, key });
  return key;
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

function openPool(connect: GuardedConnect, config: EmailConfig, password: string | undefined): SMTPPool {
  const pool = new SMTPPool({
    ...smtpOptions(config),
    maxConnections: 4,
    maxMessages: 100,
    // Long enough for the mails of one run, short enough to be gone when somebody stops the server.
    idleTimeout: 5_000,
    // A connection that the server closed while it was idle; nothing of the mail has been sent then.
    maxRequeues: 1,
    ...(config.user === undefined ? {} : { auth: { user: config.user, pass: password ?? "" }, forceAuth: true }),
  });
  pool.getSocket = (_options, done) => {
    void openFor(done, connect, config);
  };
  return pool;
}
