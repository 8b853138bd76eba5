import { Readable } from "node:stream";

/**
 * A body that knows whether it began to leave. Nothing reads it before a connection is open, so a request that failed
 * while it was unread has told the provider nothing, and may be sent again without a double.
 */
export class WatchedBody extends Readable {
  readonly #content: Buffer;
  #left = false;

  constructor(content: Buffer) {
    super();
    this.#content = content;
    // A failed request destroys its body, and an error event without a listener would end the whole process.
    this.on("error", () => undefined);
  }

  get left(): boolean {
    return this.#left;
  }

  override _read(): void {
    this.#left = true;
    this.push(this.#content);
    this.push(null);
  }
}
