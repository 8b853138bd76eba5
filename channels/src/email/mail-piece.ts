/** A part of a mail as it is sent: its bytes, or a file that is read and turned into base64 while it is sent. */
export type MailPiece = Buffer | { readonly file: string };

const LINE_BYTES = 57;

/** Bytes as base64 in lines of 76 characters, without a line break at the end. */
export function base64Lines(bytes: Buffer): string {
  return (bytes.toString("base64").match(/.{1,76}/g) ?? []).join("\r\n");
}

/** A file that is read piece by piece, as `base64Lines` writes it. */
export async function* base64Of(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let rest: Buffer = Buffer.alloc(0);
  let lineBreak = "";
  for await (const chunk of chunks) {
    const bytes = Buffer.concat([rest, chunk]);
    const whole = bytes.length - (bytes.length % LINE_BYTES);
    rest = bytes.subarray(whole);
    if (whole === 0) continue;
    yield lineBreak + base64Lines(bytes.subarray(0, whole));
    lineBreak = "\r\n";
  }
  if (rest.length > 0) yield lineBreak + base64Lines(rest);
}
