import type { SMTPConnectionOptions } from "nodemailer";
import type { EmailConfig } from "./email-config.ts";

/** Ports on which the server expects TLS from the first byte. 994 is NetEase's second one. */
const IMPLICIT_TLS_PORTS = new Set([465, 994]);
const DEFAULT_PORTS = { auto: 465, tls: 465, starttls: 587, plain: 25 } as const satisfies Record<
  EmailConfig["mode"],
  number
>;

/** How the connection is encrypted. */
export type Encryption = "tls" | "starttls" | "plain";

export function portOf(config: EmailConfig): number {
  return config.port ?? DEFAULT_PORTS[config.mode];
}

/** What a mode means on its port. Never both, and never "if the server happens to offer it". */
export function encryptionOf(config: EmailConfig): Encryption {
  if (config.mode !== "auto") return config.mode;
  return IMPLICIT_TLS_PORTS.has(portOf(config)) ? "tls" : "starttls";
}

/** The options of a connection. Certificates are always verified. */
export function smtpOptions(config: EmailConfig): SMTPConnectionOptions {
  const encryption = encryptionOf(config);
  return {
    host: config.host,
    port: portOf(config),
    secure: encryption === "tls",
    requireTLS: encryption === "starttls",
    ignoreTLS: encryption === "plain",
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    // Between two answers: a server that scans a large mail for viruses takes its time.
    socketTimeout: 90_000,
    socketCloseTimeout: 1_000,
    tls: {
      rejectUnauthorized: true,
      minVersion: "TLSv1.2",
      ...(config.caCertificate === undefined ? {} : { ca: config.caCertificate }),
      ...(config.tlsName === undefined ? {} : { servername: config.tlsName }),
    },
  };
}
