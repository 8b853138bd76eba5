import { isIP } from "node:net";
import { ActionFailure, isActionFailure, type FeedContext } from "@belfry/plugin-kit";
import { ImapFlow } from "imapflow";
import type { MailAddress } from "./mail-address.ts";

const CONNECT_WITHIN_MS = 20_000;
/** Shorter than what gateways remember of a silent connection. */
const IDLE_MS = 240_000;
/** Soon after the last command the server is asked to tell of new mails. */
const IDLE_AFTER_MS = 100;
/** Of the mails of a mailbox only so much is asked for at once; what a server sends beyond it is a broken answer. */
const LARGEST_ANSWER = 64 * 1024 * 1024;

/**
 * Logs in. Whoever asked for it closes it. `lost` hears once that the connection broke, also when that is wanted.
 * @throws ActionFailure `MAIL_LOGIN_REFUSED`, `MAIL_NOT_TRUSTED`, `MAIL_UNREACHABLE`
 */
export async function connectMailbox(
  ctx: Pick<FeedContext, "addressOf" | "signal">,
  address: MailAddress,
  lost: (error: unknown) => void,
): Promise<ImapFlow> {
  const host = await ctx.addressOf({ host: address.host, port: address.port });
  ctx.signal.throwIfAborted();
  const client = new ImapFlow({
    host,
    port: address.port,
    secure: address.isTls,
    // The certificate carries the name and not the address that was looked up for it.
    ...(isIP(address.host) === 0 && { servername: address.host, tls: { servername: address.host } }),
    auth: { user: address.user, pass: address.password },
    logger: false,
    // Some servers let nobody in who does not say what they are.
    clientInfo: { name: "Belfry", vendor: "Belfry" },
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    maxIdleTime: IDLE_MS,
    autoIdleDelay: IDLE_AFTER_MS,
    maxLiteralSize: LARGEST_ANSWER,
    maxResponseSize: LARGEST_ANSWER * 2,
  });
  // An error that nobody hears ends the process.
  client.on("error", (error: unknown) => lost(mailFailureOf(error, address)));
  client.on("close", () => lost(mailFailureOf(new Error("The server closed the connection."), address)));
  const stop = () => client.close();
  ctx.signal.addEventListener("abort", stop, { once: true });
  try {
    await client.connect();
    return client;
  } catch (error) {
    client.close();
    throw mailFailureOf(error, address);
  } finally {
    ctx.signal.removeEventListener("abort", stop);
  }
}

/** What the library threw, as a failure that says what to do. It holds no password. */
export function mailFailureOf(error: unknown, { host, port }: MailAddress): unknown {
  if (isActionFailure(error) || !(error instanceof Error)) return error;
  const server = `${host}:${port}`;
  const said =
    "responseText" in error && typeof error.responseText === "string" ? ` It said: ${error.responseText}` : "";
  if ("authenticationFailed" in error && error.authenticationFailed === true) {
    const message = `The mail server ${server} refuses user and password. Correct the URL in the secret; some servers want a password of its own for programs.${said}`;
    return new ActionFailure(message, { class: "config", code: "MAIL_LOGIN_REFUSED" });
  }
  const code = "code" in error ? String(error.code) : "";
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME|^ERR_(?:TLS|SSL)/.test(code)) {
    const message = `The certificate of the mail server ${server} is not trusted: ${error.message}`;
    return new ActionFailure(message, { class: "config", code: "MAIL_NOT_TRUSTED" });
  }
  const message = `The mail server ${server} cannot be reached, or the connection broke: ${error.message}${said}`;
  return new ActionFailure(message, { class: "external", code: "MAIL_UNREACHABLE", cause: error });
}
