import { setTimeout as pause } from "node:timers/promises";
import type { IncomingEvent, Problem, SubscribeTrigger, TriggerDefinition } from "@belfry/plugin-kit";
import { createTestActionContext } from "@belfry/testkit";
import { triggerContext } from "./trigger-context.ts";

/** A trigger that listens to a real broker, as the engine would let it, and what came through it. */
export interface Listener extends AsyncDisposable {
  /** Every event that was handed over, also those that were known. */
  readonly handedOver: readonly IncomingEvent[];
  /** What was accepted: each source and id once, oldest first. */
  readonly accepted: readonly IncomingEvent[];
  readonly letters: readonly { readonly raw: string; readonly problems: readonly Problem[] }[];
  /** Why the connection was renewed, oldest first. */
  readonly losses: readonly unknown[];
  /** Lets the next events be refused, as a database that is away would. */
  refuseNext(times: number): void;
  /** Lets events be committed and the node end before it can acknowledge them. */
  dieAfterCommit(times: number): void;
  /** Lets what is handed over wait until the returned function is called. */
  hold(): () => void;
  /** Waits until this is so. @throws Error that says what came, after forty seconds */
  until(isSo: (listener: Listener) => boolean): Promise<void>;
}

const patienceMs = 120_000;

/**
 * Listens, and begins anew when the connection is lost or events were not accepted, like the engine. The memory of what
 * was accepted is that of the given listener, so that two nodes can follow each other.
 */
export async function listen(
  trigger: TriggerDefinition,
  entry: Readonly<Record<string, unknown>>,
  options: {
    readonly feedId?: string;
    readonly known?: Set<string>;
    /** How far a source without a memory of its own has got; that of the given listener, like `known`. */
    readonly reached?: { cursor: unknown };
    readonly secrets?: Readonly<Record<string, string>>;
  } = {},
): Promise<Listener> {
  const subscribeTo = trigger as SubscribeTrigger;
  const { feedId = "installation/1/trigger", known = new Set(), reached = { cursor: undefined } } = options;
  const config = subscribeTo.config.parse(entry);
  const actions = await createTestActionContext({ secrets: options.secrets ?? {} });
  const ended = new AbortController();
  const handedOver: IncomingEvent[] = [];
  const accepted: IncomingEvent[] = [];
  const letters: { raw: string; problems: readonly Problem[] }[] = [];
  const losses: unknown[] = [];
  let refusals = 0;
  let deaths = 0;
  let held: Promise<void> = Promise.resolve();

  const once = async (): Promise<{ broken: Promise<unknown>; end: () => Promise<void> }> => {
    const listening = new AbortController();
    const broken = Promise.withResolvers<unknown>();
    const ctx = triggerContext(
      actions,
      { signal: listening.signal, feedId },
      {
        async unreadable(raw, problems) {
          letters.push({ raw, problems });
        },
        async accept(...events) {
          handedOver.push(...events);
          await held;
          if (listening.signal.aborted || refusals > 0) {
            refusals -= 1;
            const refused = new Error("The database is away.");
            broken.resolve(refused);
            throw refused;
          }
          for (const event of events) {
            const key = JSON.stringify([event.source, event.id]);
            if (!known.has(key)) accepted.push(event);
            known.add(key);
          }
          if (events.length > 0 && deaths > 0) {
            deaths -= 1;
            const died = new Error("The node died.");
            broken.resolve(died);
            throw died;
          }
        },
        cursor: reached.cursor,
        async acceptTo(cursor, ...events) {
          await ctx.accept(...events);
          reached.cursor = structuredClone(cursor);
        },
        lost: (error) => broken.resolve(error),
      },
    );
    const subscription = await subscribeTo.subscribe(ctx, config);
    const end = async (): Promise<void> => {
      listening.abort(new Error("The subscription has ended."));
      await subscription[Symbol.asyncDispose]();
    };
    return { broken: broken.promise, end };
  };

  let current = await once();
  const renewing = (async () => {
    const stopped = new Promise<undefined>((resolve) =>
      ended.signal.addEventListener("abort", () => resolve(undefined)),
    );
    for (;;) {
      const loss = await Promise.race([current.broken, stopped]);
      await current.end();
      if (ended.signal.aborted) return;
      losses.push(loss);
      for (let waited = 0; ; waited += 1) {
        const next = await once().catch((error: unknown) => error);
        if (typeof next === "object" && next !== null && "end" in next) {
          current = next as typeof current;
          break;
        }
        losses.push(next);
        if (ended.signal.aborted) return;
        await pause(50);
      }
    }
  })();

  const listener: Listener = {
    handedOver,
    accepted,
    letters,
    losses,
    refuseNext: (times) => void (refusals = times),
    dieAfterCommit: (times) => void (deaths = times),
    hold() {
      const released = Promise.withResolvers<void>();
      held = released.promise;
      return released.resolve;
    },
    async until(isSo) {
      const deadline = performance.now() + patienceMs;
      while (!isSo(listener)) {
        if (performance.now() > deadline) {
          const came = { handedOver, accepted, letters, losses: losses.map(String) };
          throw new Error(`It did not come about: ${JSON.stringify(came, null, 1)}`);
        }
        await pause(10);
      }
    },
    async [Symbol.asyncDispose]() {
      ended.abort();
      await renewing;
      await actions[Symbol.asyncDispose]();
    },
  };
  return listener;
}
