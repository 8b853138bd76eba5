/** What came to a fake provider and what it answered, for whoever wants to see what a message looks like over there. */
import { addBounded } from "./bounds.ts";
import type { ProviderFault } from "./chaos.ts";
import type { FakeClock } from "./fake-clock.ts";

/** A message as it came, whether it was taken or not. It holds no key, no token and no signature. */
export interface BroughtMessage {
  /** Groups, people or numbers. */
  readonly to: readonly string[];
  /** The provider's own name for the kind of message: `markdown`, `template_card`. Empty when nobody can tell. */
  readonly kind: string;
  readonly title?: string;
  /** Empty for what the provider could not read. */
  readonly text: string;
  /** @default nobody is pointed at */
  readonly mentions?: readonly string[];
  readonly file?: { readonly name: string; readonly bytes: number };
}

/** What a request was answered. */
export interface GivenAnswer {
  readonly status: number;
  /** As it was written; of an answer that nobody can read, what stood there instead. */
  readonly body: string;
}

/** One request that brought a message. */
export interface Exchange extends BroughtMessage {
  /** Rises. */
  readonly id: number;
  readonly at: Date;
  /** Whether somebody sees the message. */
  readonly shown: boolean;
  /** Null: there was none, or it is not given yet. */
  readonly answer: GivenAnswer | null;
  /** The switch that was on for it. */
  readonly fault: ProviderFault["kind"] | null;
}

/** The last exchanges of one fake provider. */
export class ExchangeLog {
  readonly #clock: FakeClock;
  #exchanges: Exchange[] = [];
  #lastId = 0;

  constructor(clock: FakeClock) {
    this.#clock = clock;
  }

  /** How many it remembers. */
  get size(): number {
    return this.#exchanges.length;
  }

  /** Newest first. @param options.before only those with a smaller id */
  list({ before = Infinity, limit = 50 }: { readonly before?: number; readonly limit?: number } = {}): Exchange[] {
    return this.#exchanges
      .filter(({ id }) => id < before)
      .toReversed()
      .slice(0, limit);
  }

  /** Forgets all, and says how many there were. Ids go on rising. */
  clear(): number {
    const { length } = this.#exchanges;
    this.#exchanges = [];
    return length;
  }

  /** Returns the id under which the answer is noted later. */
  add(message: BroughtMessage, fate: Pick<Exchange, "shown" | "answer" | "fault">): number {
    this.#lastId += 1;
    addBounded(this.#exchanges, { id: this.#lastId, at: new Date(this.#clock.now()), ...message, ...fate });
    return this.#lastId;
  }

  /** Notes an answer that took its time. Nothing happens when the exchange is forgotten by then. */
  answered(id: number, answer: GivenAnswer): void {
    this.#exchanges = this.#exchanges.map((one) => (one.id === id ? { ...one, answer } : one));
  }
}
