/**
 * Events that executions wait for, in the transaction that accepts them. The rows of `awaited_events` are locked to its
 * end: a wait that begins meanwhile waits for it, and so counts from after these events.
 */
import { createHash } from "node:crypto";
import { compileExpression, evaluate, type Scope } from "@belfry/model";
import type { IncomingEvent } from "@belfry/plugin-kit";
import type { Tx } from "@belfry/store";
import { eventDepth } from "../outcomes/chain-depth.ts";
import { selectAwaitedEvents } from "../sql/marks/select-awaited-events.ts";
import { wakeAwaiting, type AwaitedHit } from "../sql/marks/wake-awaiting.ts";
import { awaitedKey } from "./awaited-key.ts";
import { eventView } from "./event-view.ts";

/** Hands events to the steps that wait for them, of executions that whoever sent them may see. Call it last: it locks executions. Returns how many were woken. */
export async function wakeWaits(
  tx: Tx,
  events: readonly IncomingEvent[],
  { depth, timeZone, scope }: { readonly depth: number; readonly timeZone: string; readonly scope: Scope | null },
): Promise<number> {
  const awaited = await selectAwaitedEvents(tx, [...new Set(events.map(({ type }) => type))]);
  const hits = awaited.flatMap(({ type, match }) =>
    events
      .filter((event) => event.type === type)
      .flatMap((event): AwaitedHit[] => {
        const view = eventView(event, eventDepth(event, depth));
        const key = keyIn(match, { event: view, timezone: timeZone });
        if (key === undefined) return [];
        return [{ type, match, keyHash: createHash("sha256").update(key).digest(), event: view }];
      }),
  );
  return hits.length === 0 ? 0 : wakeAwaiting(tx, hits, scope);
}

/** An event in which the value is not there, or cannot be worked out, is not the one that is waited for. */
function keyIn(match: string, context: Readonly<Record<string, unknown>>): string | undefined {
  const parsed = compileExpression(match);
  if (!parsed.ok) return undefined;
  try {
    return awaitedKey(evaluate(parsed.expression, context));
  } catch {
    // Other events of the type need not have the field.
    return undefined;
  }
}
