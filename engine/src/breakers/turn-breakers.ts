/**
 * A breaker from state to state. Each change locks its row first, so there is one probe and not one for each node, and
 * gives it another epoch: what was let in before and reports late changes nothing.
 *
 * While it is half-open, so many executions carry its epoch as their pass as were let in. Whoever has called well, or has
 * failed, gives its pass back with the report; one that ends without having called loses it with its place in the queue; one
 * whose node died keeps it and is taken over with it. When no pass is out, the step is over. So no step needs a time
 * limit, and no death can leave one open.
 */
import type { Tx } from "@belfry/store";
import { countLetIn } from "../sql/breakers/count-let-in.ts";
import { ensureBreaker } from "../sql/breakers/ensure-breaker.ts";
import { hasParked } from "../sql/breakers/has-parked.ts";
import { letIn } from "../sql/breakers/let-in.ts";
import { lockBreaker } from "../sql/breakers/lock-breaker.ts";
import { lookLater } from "../sql/breakers/look-later.ts";
import { noteProbeSuccess } from "../sql/breakers/note-probe-success.ts";
import { returnPass } from "../sql/breakers/return-pass.ts";
import { turnBreaker } from "../sql/breakers/turn-breaker.ts";
import type { BreakerFailure, BreakerRow } from "../sql/breakers/breaker-row.ts";
import { LOOK_MS, pauseMs, RELAPSE_MS } from "./breaker-policy.ts";

/** That an execution was let in: at which connection and under which epoch of its breaker. */
export interface Pass {
  readonly execution: number;
  readonly connection: string;
  readonly pass: number;
}

/** What came of looking at a breaker. */
export type BreakerChange =
  | { readonly kind: "opened"; readonly until: Date | null }
  | { readonly kind: "let-in"; readonly executions: number }
  | { readonly kind: "closed" }
  | { readonly kind: "none" };

export interface Outage {
  readonly reason: string;
  readonly failure: BreakerFailure;
  /** What the other side asked for, in milliseconds. */
  readonly askedMs?: number | undefined;
  /** From 0 to 1. */
  readonly random: number;
}

const nothing = { kind: "none" } as const;

/** Opens the breaker of a connection that is closed; one that is open by itself stays so for longer when it is asked for. */
export async function openBreaker(tx: Tx, connection: string, outage: Outage): Promise<BreakerChange> {
  await ensureBreaker(tx, connection);
  const row = await lockBreaker(tx, connection);
  if (row?.state === "closed") return open(tx, row, outage, row.sinceMs < RELAPSE_MS ? row.pauses : 0);
  if (row?.state === "open" && row.openedBy === null && outage.askedMs !== undefined) {
    // Several had called it before it was opened: the longest that it asked one of them for counts.
    const askedMs = Math.max(pauseMs(0, 0, outage.askedMs), row.probeInMs ?? 0);
    await open(tx, row, { ...outage, askedMs }, row.pauses - 1);
  }
  return nothing;
}

/** One who was let in has failed: it is open again, for longer. */
export async function failProbe(tx: Tx, pass: Pass, outage: Outage): Promise<BreakerChange> {
  const row = await lockBreaker(tx, pass.connection);
  await returnPass(tx, pass);
  if (row?.state !== "half-open" || row.epoch !== pass.pass) return nothing;
  return open(tx, row, outage, row.pauses);
}

async function open(tx: Tx, row: BreakerRow, outage: Outage, pauses: number): Promise<BreakerChange> {
  const { until } = await turnBreaker(tx, {
    connection: row.connection,
    state: "open",
    openedBy: null,
    reason: outage.reason,
    failure: outage.failure,
    pauses: pauses + 1,
    allowance: 0,
    pauseMs: pauseMs(pauses, outage.random, outage.askedMs),
  });
  return { kind: "opened", until: until instanceof Date ? until : null };
}

/** One who was let in has called it well: when it was the last of its step, more are let in. */
export async function passProbe(tx: Tx, pass: Pass): Promise<BreakerChange> {
  const row = await lockBreaker(tx, pass.connection);
  await returnPass(tx, pass);
  if (row?.state !== "half-open" || row.epoch !== pass.pass) return nothing;
  await noteProbeSuccess(tx, pass.connection);
  return stepOn(tx, { ...row, succeeded: row.succeeded + 1 });
}

/** Goes on with a breaker that is locked: lets the first in, or twice as many as before, or closes it. */
export async function stepOn(tx: Tx, row: BreakerRow): Promise<BreakerChange> {
  const { connection } = row;
  if (row.state === "half-open" && (await countLetIn(tx, connection, row.epoch)) > 0) {
    await lookLater(tx, connection, LOOK_MS);
    return nothing;
  }
  // Where nobody came to call it, nothing is known that was not known before.
  const more = row.state === "half-open" && row.succeeded > 0 ? row.allowance * 2 : Math.max(1, row.allowance);
  const limit = row.state === "half-open" ? more : 1;
  const executions = await letIn(tx, { connection, epoch: row.epoch + 1, limit });
  if (executions > 0) {
    await turnBreaker(tx, { ...kept(row), state: "half-open", allowance: executions, pauseMs: 0, lookMs: LOOK_MS });
    return { kind: "let-in", executions };
  }
  if (await hasParked(tx, connection)) {
    await lookLater(tx, connection, LOOK_MS);
    return nothing;
  }
  if (row.state === "half-open" && row.succeeded > 0) return closeBreaker(tx, row);
  if (row.state === "half-open") {
    // The probe ended without having called it, and nobody else is there: whoever comes next is the probe.
    await turnBreaker(tx, { ...kept(row), state: "open", allowance: 0, pauseMs: 0 });
  }
  // Nobody has to look before somebody waits for it.
  await lookLater(tx, connection);
  return nothing;
}

/** Closes a breaker that is locked: everybody calls. */
export async function closeBreaker(tx: Tx, row: BreakerRow): Promise<BreakerChange> {
  await turnBreaker(tx, { ...kept(row), state: "closed", openedBy: null, allowance: 0, pauseMs: 0 });
  await lookLater(tx, row.connection);
  return { kind: "closed" };
}

function kept({ connection, openedBy, pauses }: BreakerRow) {
  return { connection, openedBy, pauses };
}
