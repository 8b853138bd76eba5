import type { Context, Emitter } from "liquidjs";
import { PlacedValue, plainText } from "./placed-value.ts";

/**
 * Collects what a template keeps for later, as `capture` does. It counts as what is made on the way: a text that is captured
 * twice into itself, again and again, would fill the memory of the thread, and then end the whole process.
 */
export class CountingEmitter implements Emitter {
  buffer = "";
  readonly #memory: Context["memoryLimit"];

  constructor({ memoryLimit }: Pick<Context, "memoryLimit">) {
    this.#memory = memoryLimit;
  }

  write(part: unknown): void {
    const text = typeof part === "string" ? part : part instanceof PlacedValue ? String(part) : plainText(part);
    this.#memory.use(text.length);
    this.buffer += text;
  }
}
