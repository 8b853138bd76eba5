import { Readable, Transform } from "node:stream";

/**
 * A mail that is ready as a whole, in CRLF lines none of which begins with a dot.
 *
 * Nodemailer's last stream looks at every byte of a mail for such lines, which takes longer than anything else when a workbook
 * is attached. So this mail is given to the far side of that stream, which then only adds the final dot; and it is told that
 * the mail is complete only when all of it has been handed to the connection.
 */
export class ReadyMail extends Readable {
  readonly #pieces: readonly Buffer[];

  /** Takes the mail in pieces, so that what many mails carry is not copied for each. */
  constructor(pieces: readonly Buffer[]) {
    super();
    this.#pieces = pieces;
  }

  /** Whether a mail can be sent like this. */
  static isPossible(pieces: readonly Buffer[]): boolean {
    return pieces.every(hasNoDots);
  }

  override pipe<Last extends NodeJS.WritableStream>(last: Last): Last {
    if (!(last instanceof Transform)) return super.pipe(last);
    this.emit("resume");
    let left = lengthOf(this.#pieces);
    last.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left !== 0) return;
      this.emit("end");
      last.end();
    });
    for (const piece of this.#pieces) last.push(piece);
    return last;
  }

  override _read(): void {
    for (const piece of this.#pieces) this.push(piece);
    this.push(null);
  }
}

/** Pieces of mails that were looked through already: a workbook goes out with a thousand mails. */
const looked = new WeakMap<Buffer, boolean>();

/** A piece that begins with a dot may stand at the beginning of a line. */
function hasNoDots(piece: Buffer): boolean {
  const known = looked.get(piece);
  if (known !== undefined) return known;
  const found = piece[0] !== 0x2e && !piece.includes("\n.") && !piece.includes("\r.");
  looked.set(piece, found);
  return found;
}

function lengthOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
