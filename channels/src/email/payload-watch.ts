/**
 * Knows whether a mail has left completely. The connection writes the final dot only after the end of this stream, so as
 * long as the end has not passed here, no server can have taken the mail; afterwards it may have.
 */
import { PassThrough, type Transform } from "node:stream";

export class PayloadWatch {
  #left = false;

  /** Whether the whole mail was handed to a connection. */
  get left(): boolean {
    return this.#left;
  }

  /** One passage of the mail to a connection. A second one after a complete first breaks: it could be a double. */
  passage(): Transform {
    const stream = new PassThrough({
      flush: (callback) => {
        this.#left = true;
        callback();
      },
    });
    if (this.#left) stream.destroy(new Error("The mail was handed over before and is not handed over again."));
    return stream;
  }
}
