/**
 * The loop that tells users' systems what became of deliveries. What is to be told was written in the transaction of the
 * change itself, so it is told if and only if the change happened; at least once, under one id, so that the receiver drops
 * what comes twice. Events of one delivery come in their order, each when the one before has been taken or given up; each
 * bears a number that grows. Those of different deliveries may overtake each other.
 */
import type { DueSource } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import type { ClaimedEvent } from "../sql/claim-callback-events.ts";
import { missCallbackEvents } from "../sql/miss-callback-events.ts";
import { noteCallback } from "../sql/note-callback.ts";
import { recordCall } from "../sql/record-call.ts";
import { callbackBody, callbackId } from "./callback-body.ts";
import { callReceiver } from "./call-receiver.ts";
import type { CallResult } from "./judge-answer.ts";
import { nextTryMs } from "./next-try.ts";
import { takeEvents } from "./take-events.ts";

export interface CallbackTeller {
  start(): void;
  /** Aborts what is under way after a moment; it is told again by whoever runs next. Safe to call twice. */
  stop(): Promise<void>;
  wake(): void;
  readonly dueSource: DueSource;
}

/** Calls at once in one process: a call waits for somebody else and costs nothing meanwhile. */
const MOST_CALLS = 48;
/** And to one receiver: it is not run over after a pause, and a slow one leaves room for the others. */
const MOST_CALLS_EACH = 6;
/** An overloaded receiver that names no time gets so long. */
const PAUSE_MS = 60_000;
const STOP_GRACE_MS = 5_000;

type Deps = Pick<NotifyDeps, "store" | "fetch" | "resolveSecret" | "onCallbackStopped" | "log">;

export function createCallbackTeller(deps: Deps): CallbackTeller {
  const { store, log } = deps;
  const calls = new Set<Promise<void>>();
  const ofCallback = new Map<number, number>();
  let running = false;
  let aborting = new AbortController();
  let again = false;
  let pumping: Promise<void> | undefined;

  const wake = () => {
    again = true;
    if (!running) return;
    pumping ??= pump()
      .catch((error: unknown) => {
        log.warn("Callbacks could not be looked at; the next tick tries again.", { error: String(error) });
      })
      .finally(() => {
        pumping = undefined;
        if (again && running) wake();
      });
  };

  const pump = async (): Promise<void> => {
    while (again && running) {
      again = false;
      const limit = MOST_CALLS - calls.size;
      if (limit <= 0) return;
      const busy = [...ofCallback].filter(([, n]) => n >= MOST_CALLS_EACH).map(([id]) => id);
      const { taken, hasPutOff } = await store.transaction((tx) =>
        takeEvents(tx, { busy, ofEach: MOST_CALLS_EACH, limit }),
      );
      for (const event of taken) track(event);
      if (taken.length > 0 || hasPutOff) again = true;
    }
  };

  const track = (event: ClaimedEvent) => {
    const { callbackId: of } = event;
    ofCallback.set(of, (ofCallback.get(of) ?? 0) + 1);
    const call = tell(event, aborting.signal)
      .catch((error: unknown) => {
        log.warn("What became of a callback could not be written; it is called again in a minute.", {
          callback: event.callback,
          error: String(error),
        });
      })
      .finally(() => {
        calls.delete(call);
        const left = (ofCallback.get(of) ?? 1) - 1;
        if (left === 0) ofCallback.delete(of);
        else ofCallback.set(of, left);
        wake();
      });
    calls.add(call);
  };

  const tell = async (event: ClaimedEvent, signal: AbortSignal): Promise<void> => {
    const { url, secrets, installation } = event;
    const id = callbackId(installation, event.id);
    const result = await callReceiver(deps, { url, secrets, id, body: callbackBody(event), signal });
    // That this process ends says nothing of the receiver: the event is told again when its minute is over.
    if (signal.aborted && result.kind !== "told") return;
    await store.transaction(async (tx) => {
      if (!(await recordCall(tx, recordOf(event, result)))) return;
      const { kind, throttles, askedMs = PAUSE_MS } = result;
      const pauseMs = kind === "failed" && throttles ? askedMs : undefined;
      const stopped = await noteCallback(tx, { callbackId: event.callbackId, kind, pauseMs });
      if (stopped === undefined) return;
      await missCallbackEvents(tx, event.callbackId);
      await deps.onCallbackStopped?.(tx, stopped);
    });
  };

  return {
    start() {
      if (running) return;
      running = true;
      aborting = new AbortController();
      wake();
    },
    async stop() {
      running = false;
      const own = aborting;
      const timer = setTimeout(() => own.abort(), STOP_GRACE_MS);
      await pumping;
      await Promise.all(calls);
      clearTimeout(timer);
    },
    wake,
    dueSource: {
      name: "callbacks",
      nextDueSql: `(select min(greatest(e.next_at, c.paused_until)) from belfry.callbacks c
        cross join lateral (select next_at from belfry.callback_events
          where callback_id = c.id and status = 'waiting' order by next_at limit 1) e
        where c.enabled and c.verified_at is not null and c.disabled_at is null)`,
      onDue: wake,
    },
  };
}

function recordOf({ id: eventId, tries }: ClaimedEvent, result: CallResult) {
  const { kind, httpStatus, problem, askedMs } = result;
  const told = { eventId, tries, httpStatus, problem };
  if (kind === "told") return { ...told, status: "done", delayMs: undefined } as const;
  const delayMs = kind === "gone" ? undefined : nextTryMs(tries, askedMs, Math.random());
  return { ...told, status: delayMs === undefined ? "failed" : "waiting", delayMs } as const;
}
