/**
 * Writes refused calls down, so that somebody who tries doors is seen, and bounded, so that trying them all day long fills
 * no disk: of one caller at one route the first refusal at once, and then one entry a minute that says how many there
 * were. Strangers with wrong tokens count by address; when there are too many addresses the rest is one stranger.
 */
import type { Actor, AuditRecord } from "@belfry/model";
import type { ApiLog } from "../api-deps.ts";

export interface DeniedCall {
  readonly by: Actor;
  /** The operation that was refused: `rules.save`. */
  readonly operation: string;
  /** What it was to be done to. */
  readonly subject: AuditRecord["subject"];
  /** The code of the answer. */
  readonly code: string;
}

export interface DeniedCalls {
  /** Never rejects: a refusal stays one when it cannot be written down. */
  add(call: DeniedCall): Promise<void>;
  /** Writes what is still counted. */
  close(): Promise<void>;
}

const WINDOW_MS = 60_000;
/** Against an attack from many addresses: 60 entries a minute are some 40 MB a day. */
const MOST_STRANGERS = 60;

interface Counted {
  readonly last: DeniedCall;
  /** Refusals that no entry tells of yet. */
  readonly more: number;
}

export function createDeniedCalls(options: {
  readonly write: (record: AuditRecord) => Promise<void>;
  readonly log: ApiLog;
  /** @default a minute */
  readonly windowMs?: number;
}): DeniedCalls {
  const { log, windowMs = WINDOW_MS } = options;
  let window = new Map<string, Counted>();
  let timer: NodeJS.Timeout | undefined;

  const write = async (call: DeniedCall, count: number): Promise<void> => {
    const { by, operation, subject, code } = call;
    const detail = { code, count };
    try {
      await options.write({ by, action: operation, subject, outcome: "denied", detail });
    } catch (error) {
      log.error("a refused call could not be written into the audit trail", { operation, reason: String(error) });
    }
  };
  /** Ends the minute: who was refused again gets an entry with the count, and goes on being counted. */
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    const ended = [...window].filter(([, { more }]) => more > 0);
    window = new Map(ended.map(([key, { last }]) => [key, { last, more: 0 }]));
    if (window.size > 0) tick();
    for (const [, { last, more }] of ended) await write(last, more);
  };
  const tick = () => {
    timer ??= setTimeout(() => void flush(), windowMs).unref();
  };

  return {
    async add(call) {
      const key = keyOf(call, window);
      const known = window.get(key);
      window.set(key, { last: call, more: known === undefined ? 0 : known.more + 1 });
      tick();
      if (known === undefined) await write(call, 1);
    },
    async close() {
      await flush();
      clearTimeout(timer);
    },
  };
}

function keyOf({ by, operation }: DeniedCall, window: ReadonlyMap<string, unknown>): string {
  if (by.kind !== "unknown") return JSON.stringify([by.kind, by.name, operation]);
  const own = `stranger ${by.address ?? ""}`;
  if (window.has(own)) return own;
  const strangers = [...window.keys()].filter((key) => key.startsWith("stranger ")).length;
  return strangers < MOST_STRANGERS ? own : "stranger among many";
}
