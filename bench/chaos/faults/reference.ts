/** What was done to the system and what it answered: enough to say what must be found in the end. */
export interface Reference {
  /** Ids of events, and whether their acceptance was confirmed. */
  readonly events: Map<string, boolean>;
  /** Keys of starts by hand, and whether they were confirmed. */
  readonly starts: Map<string, boolean>;
  /** How often each action has begun, by its idempotency key. */
  readonly begun: Map<string, number>;
  /** How often an action had begun when its end was found written. It must never begin again. */
  readonly finished: Map<string, number>;
}

export function createReference(): Reference {
  return { events: new Map(), starts: new Map(), begun: new Map(), finished: new Map() };
}
