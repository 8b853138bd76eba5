import type { SMTPSentMessageInfo } from "nodemailer";
import type SMTPPool from "nodemailer/lib/smtp-pool";
import type { PayloadWatch } from "./payload-watch.ts";

export interface Handover {
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  readonly messageKey: string;
  readonly signal: AbortSignal;
  readonly watch: PayloadWatch;
}

type PoolMail = Parameters<SMTPPool["send"]>[0];

/**
 * Hands a mail that is composed already to a pool. What composes mails in Nodemailer stands in front of its pools and would do
 * so again; a pool itself asks a mail for no more than this.
 */
export function sendThrough(
  pool: SMTPPool,
  { envelope: { from, to }, messageKey, signal, watch }: Handover,
): Promise<SMTPSentMessageInfo> {
  const message = {
    getEnvelope: () => ({ from, to: [...to] }),
    messageId: () => messageKey,
    getHeader: () => messageKey,
    createReadStream: () => watch.passage(),
  };
  return new Promise((resolve, reject) => {
    pool.send({ data: { signal }, message } as unknown as PoolMail, (error, info) => {
      if (info === undefined) reject(error ?? new Error("The pool gave no answer."));
      else resolve(info);
    });
  });
}
