/**
 * From a message to its acknowledgement. A message is acknowledged after its events, or the dead letter it became, are
 * committed, and never before; when that fails nothing is said to the broker, which then brings it again.
 */
import type { TriggerContext } from "../trigger.ts";
import { readMessage, type BrokerMessage, type MessageDefaults } from "./read-message.ts";
import type { MessageConfig } from "./message-fields.ts";

/** Reads messages and hands what they say over, all at once. Resolves when it is committed: then acknowledge. */
export async function handOver(
  ctx: Pick<TriggerContext, "accept" | "unreadable">,
  messages: readonly BrokerMessage[],
  config: MessageConfig,
  defaults: MessageDefaults,
): Promise<void> {
  const read = messages.map((message) => readMessage(message, config, defaults));
  const letters = read.flatMap((one) => (one.ok ? [] : [one]));
  await Promise.all([
    ctx.accept(...read.flatMap((one) => (one.ok ? one.events : []))),
    ...letters.map(({ raw, problems }) => ctx.unreadable(raw, problems)),
  ]);
}

/** What is under way between a broker and its acknowledgements. */
export class UnderWay {
  readonly #all = new Set<Promise<void>>();

  /** Keeps track of work; what it throws is told to `failed`. */
  add(work: Promise<void>, failed: (error: unknown) => void): void {
    const tracked = work.catch(failed).finally(() => this.#all.delete(tracked));
    this.#all.add(tracked);
  }

  /** Waits a second for what is under way, so that what was committed is acknowledged before the connection closes. */
  async settle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, 1_000);
    await Promise.race([promise, Promise.all(this.#all)]);
    clearTimeout(timer);
  }
}
