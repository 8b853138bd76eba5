import { createTransport } from "nodemailer";
import type { SendMailOptions } from "nodemailer";
import type { SmtpSink } from "../../src/smtp-sink/start-smtp-sink.ts";

/** Sends one mail over a real connection; verifies TLS with the sink's own certificate unless told otherwise. */
export async function sendMail(
  sink: SmtpSink,
  mail: SendMailOptions = {},
  transport: { secure?: boolean; ca?: string; user?: string; pass?: string; host?: string; patienceMs?: number } = {},
): Promise<{ accepted: unknown[]; rejected: unknown[]; response: string }> {
  const {
    secure = false,
    ca = sink.caCertificate,
    user,
    pass = "code",
    host = sink.host,
    patienceMs = 5_000,
  } = transport;
  const connection = createTransport({
    host,
    port: sink.port,
    secure,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    ...(ca !== undefined && { tls: { ca } }),
    ...(user !== undefined && { auth: { user, pass } }),
  });
  try {
    return await connection.sendMail({
      from: "sender@belfry.example",
      to: "reader@belfry.example",
      subject: "晚归名单",
      text: "您好",
      ...mail,
    });
  } finally {
    connection.close();
  }
}
