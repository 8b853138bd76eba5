import { once } from "node:events";
import { isIP, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import type { GuardedConnect } from "@belfry/plugin-kit";
import type { EmailConfig } from "./email-config.ts";
import { encryptionOf, portOf, smtpOptions } from "./smtp-options.ts";

/** A connection as Nodemailer takes it over: open, and encrypted where the account says so from the first byte. */
export interface OpenSocket {
  readonly connection: Socket;
  readonly secured: boolean;
}

/** Connects to the server of an account through the outbound guard. Errors keep the codes of the system and of TLS. */
export async function openSocket(connect: GuardedConnect, config: EmailConfig): Promise<OpenSocket> {
  return encrypted(await connect({ host: config.host, port: portOf(config) }), config);
}

/** Begins with TLS where the account says that its server does. */
export async function encrypted(socket: Socket, config: EmailConfig, signal?: AbortSignal): Promise<OpenSocket> {
  if (encryptionOf(config) !== "tls") return { connection: socket, secured: false };
  const { host } = config;
  const connection = connectTls({ socket, ...(isIP(host) === 0 && { servername: host }), ...smtpOptions(config).tls });
  // A server that takes the connection and never says a word of TLS would hold it for ever.
  const patience = AbortSignal.timeout(20_000);
  try {
    await once(connection, "secureConnect", {
      signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
    });
    return { connection, secured: true };
  } catch (error) {
    connection.destroy();
    if (!patience.aborted) throw error;
    throw Object.assign(new Error("Greeting never received", { cause: error }), { code: "GREETING_TIMEOUT" });
  }
}
