import { Readable, Transform } from "node:stream";

/**
 * A mail that is ready as a whole, in CRLF lines none of which begins with a dot.
 *
 * Nodemailer's last stream looks at every byte of a mail for such lines, which takes longer than anything else when a workbook
 * is attached. So this mail is given to the far side of that stream, which then only adds the final dot; and it is told that
 * the mail is complete only when all of it has been handed to the connection.
 */
export class ReadyMail extends Readable {
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    super();
    this.#bytes = bytes;
  }

  /** Whether a mail can be sent like this. */
  static isPossible(bytes: Buffer): boolean {
    return bytes[0] !== 0x2e && !bytes.includes("\n.") && !bytes.includes("\r.");
  }

  override pipe<Last extends NodeJS.WritableStream>(last: Last): Last {
    if (!(last instanceof Transform)) return super.pipe(last);
    this.emit("resume");
    let left = this.#bytes.length;
    last.on("data", (chunk: Buffer) => {
      left -= chunk.length;
      if (left !== 0) return;
      this.emit("end");
      last.end();
    });
    last.push(this.#bytes);
    return last;
  }

  override _read(): void {
    this.push(this.#bytes);
    this.push(null);
  }
}
