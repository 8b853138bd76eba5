/** How a fake provider can be made to behave badly. What each means for a message is the same for all of them. */
export type ProviderFault = {
  readonly kind: /** Refused, or reported as not delivered, because of whom it is for. */
    | "bounce"
    /** Over the limit, with the provider's real penalty. */
    | "throttle"
    /** Taken and shown, and the connection cut before the answer. */
    | "accept-then-drop"
    /** Taken and shown; the answer waits for `delayMs`, or else until the faults are cleared. */
    | "slow"
    /** Taken and shown, and an answer that nobody can read. */
    | "malformed"
    /** Of providers that are asked in a session: refused, and all sessions are forgotten. */
    | "session-expired";
  /** After how many hits it is over. @default Infinity */
  readonly times?: number | undefined;
  /** Of `slow`, in milliseconds. @default until the faults are cleared */
  readonly delayMs?: number | undefined;
};

/** The switches of a provider that takes messages. */
export const messageFaults = [
  "bounce",
  "throttle",
  "accept-then-drop",
  "slow",
  "malformed",
] as const satisfies readonly ProviderFault["kind"][];

/** The switches of one fake provider. */
export interface Chaos {
  /** Switches a fault on; earlier ones stay, and the first that is left hits the next message. */
  set(fault: ProviderFault): void;
  clear(): void;
  /** Those that are on, with how often each may still hit. */
  list(): readonly ProviderFault[];
}

/** The faults that are switched on, and how often each may still hit. */
export class ChaosBoard implements Chaos {
  #active: { readonly fault: ProviderFault; timesLeft: number }[] = [];
  #released = Promise.withResolvers<void>();

  set(fault: ProviderFault): void {
    this.#active.push({ fault, timesLeft: fault.times ?? Infinity });
  }

  clear(): void {
    this.#active = [];
    this.#released.resolve();
    this.#released = Promise.withResolvers<void>();
  }

  list(): readonly ProviderFault[] {
    return this.#active.map(({ fault, timesLeft }) =>
      timesLeft === Infinity ? fault : { ...fault, times: timesLeft },
    );
  }

  /** Takes one hit of the first fault. */
  take(): ProviderFault | undefined {
    const [first] = this.#active;
    if (first === undefined) return undefined;
    first.timesLeft -= 1;
    if (first.timesLeft <= 0) this.#active = this.#active.filter((other) => other !== first);
    return first.fault;
  }

  /** Waits as long as a slow answer takes. */
  async delay({ delayMs }: ProviderFault): Promise<void> {
    if (delayMs === undefined) return this.#released.promise;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, delayMs);
    await Promise.race([promise, this.#released.promise]);
    clearTimeout(timer);
  }
}
