/**
 * Knows whether a mail has left completely. The connection writes the final dot only after it has read this stream to its
 * end, so as long as the end was not read, no server can have taken the mail; afterwards it may have.
 *
 * The end is watched on the reading side of the very last stream: a small mail lies complete in the buffers of all streams
 * before, long before the first of its bytes is sent.
 */
import { PassThrough, type Readable } from "node:stream";

export class PayloadWatch {
  #begun = false;
  #left = false;

  /** Whether a server has begun to take the mail: it knew sender and recipients then. */
  get begun(): boolean {
    return this.#begun;
  }

  /** Whether the whole mail was handed to a connection. */
  get left(): boolean {
    return this.#left;
  }

  /** Watches one passage of the mail to a connection. A second one after a complete first breaks: it would be a double. */
  passage(open: () => Readable): Readable {
    if (this.#left)
      return new PassThrough().destroy(new Error("The mail was handed over before and is not handed over again"));
    const stream = open();
    stream.once("resume", () => {
      this.#begun = true;
    });
    stream.once("end", () => {
      this.#left = true;
    });
    return stream;
  }
}
