import { ActionFailure } from "@belfry/plugin-kit";
import { connectionPart } from "../connection-part.ts";

const INVALID = "MAIL_CONNECTION_INVALID";

/** A mailbox as a connection URL names it. */
export interface MailAddress {
  readonly host: string;
  readonly port: number;
  /** Encrypted from the first byte; otherwise as soon as the server offers it. */
  readonly isTls: boolean;
  readonly user: string;
  readonly password: string;
}

/**
 * Reads a connection URL: `imaps://user:password@host` or `imap://…`, an `@` in the user written as `%40`. The failure
 * never repeats the URL, which holds a password.
 * @throws ActionFailure class `config` with code `MAIL_CONNECTION_INVALID`
 */
export function readMailUrl(text: string): MailAddress {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== "imaps:" && url.protocol !== "imap:")) {
    throw invalid("The connection is no URL of a mailbox. Write imaps://user:password@host.");
  }
  const isTls = url.protocol === "imaps:";
  if (url.hostname === "") throw invalid("The connection names no server. Write imaps://user:password@host.");
  if (url.username === "" || url.password === "") {
    throw invalid(
      "The connection names no user or no password. Write imaps://user:password@host, an @ in either as %40.",
    );
  }
  if (url.search !== "" || url.hash !== "" || url.pathname.length > 1) {
    throw invalid("The connection has something behind the server. The folder stands in the trigger, not in the URL.");
  }
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isTls ? 993 : 143) : Number(url.port),
    isTls,
    user: connectionPart(url.username, INVALID),
    password: connectionPart(url.password, INVALID),
  };
}

function invalid(message: string): ActionFailure {
  return new ActionFailure(message, { class: "config", code: INVALID });
}
