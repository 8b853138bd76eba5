/**
 * Knows whether a mail has left completely. The connection writes the final dot only after it has read this stream to its
 * end, so as long as the end was not read, no server can have taken the mail; afterwards it may have.
 *
 * The end is watched on the reading side of the very last stream: a small mail lies complete in the buffers of all streams
 * before, long before the first of its bytes is sent.
 */
import { createReadStream } from "node:fs";
import { PassThrough, Readable } from "node:stream";
import { base64Of, type MailPiece } from "./mail-piece.ts";
import { ReadyMail } from "./ready-mail.ts";

/** What is copied faster than it is written by itself. */
const SMALL_BYTES = 16 * 1024;

export class PayloadWatch {
  readonly #pieces: readonly MailPiece[];
  #begun = false;
  #left = false;

  /** Watches one mail. */
  constructor(pieces: readonly MailPiece[]) {
    this.#pieces = pieces;
  }

  /** Whether a server has begun to take the mail: it knew sender and recipients then. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Whether the whole mail was handed to a connection. */
  get left(): boolean {
    return this.#left;
  }

  /** One passage of the mail to a connection. A second one after a complete first breaks: it would be a double. */
  passage(): Readable {
    if (this.#left)
      return new PassThrough().destroy(new Error("The mail was handed over before and is not handed over again"));
    const stream = streamOf(this.#pieces);
    stream.once("resume", () => {
      this.#begun = true;
    });
    stream.once("end", () => {
      this.#left = true;
    });
    return stream;
  }
}

function streamOf(pieces: readonly MailPiece[]): Readable {
  const buffers = pieces.filter((piece) => Buffer.isBuffer(piece));
  if (buffers.length < pieces.length) return Readable.from(readPieces(pieces), { objectMode: false });
  const parts = joinSmall(buffers);
  return ReadyMail.isPossible(parts) ? new ReadyMail(parts) : Readable.from(parts, { objectMode: false });
}

/** Each piece is written to the connection by itself: small ones that stand side by side go together. */
function joinSmall(pieces: readonly Buffer[]): readonly Buffer[] {
  const joined: Buffer[] = [];
  let small: Buffer[] = [];
  const join = () => {
    if (small.length > 0) joined.push(Buffer.concat(small));
    small = [];
  };
  for (const piece of pieces) {
    if (piece.length < SMALL_BYTES) {
      small.push(piece);
      continue;
    }
    join();
    joined.push(piece);
  }
  join();
  return joined;
}

async function* readPieces(pieces: readonly MailPiece[]): AsyncGenerator<Buffer | string> {
  for (const piece of pieces) {
    if (Buffer.isBuffer(piece)) yield piece;
    else yield* base64Of(createReadStream(piece.file));
  }
}
