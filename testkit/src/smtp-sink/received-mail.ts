import PostalMime from "postal-mime";
import type { Email } from "postal-mime";
import type { SMTPServerSession } from "smtp-server";

/** One mail whose payload reached the sink. */
export interface ReceivedMail {
  /** Who really gets it: Bcc recipients are here and nowhere else. */
  readonly envelope: { readonly from: string; readonly to: readonly string[] };
  /** The bytes as they came, for assertions about headers and encodings. */
  readonly raw: Buffer;
  readonly parsed: Email;
  /** Whether it came over TLS. */
  readonly secure: boolean;
  /** Who logged in, if somebody did. */
  readonly user: string | undefined;
  /** False when the sink was told to take the mail and withhold the answer. */
  readonly answered: boolean;
  readonly at: Date;
}

export async function readMail(
  raw: Buffer,
  session: SMTPServerSession,
  { answered }: { readonly answered: boolean },
): Promise<ReceivedMail> {
  const { envelope } = session;
  return {
    envelope: {
      from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
      to: envelope.rcptTo.map(({ address }) => address),
    },
    raw,
    parsed: await PostalMime.parse(raw),
    secure: session.secure,
    user: typeof session.user === "string" ? session.user : undefined,
    answered,
    at: new Date(),
  };
}
