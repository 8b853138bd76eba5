import { AppError, type Actor } from "@belfry/model";
import type { Store, Tx } from "@belfry/store";
import type { Audit } from "../audit.ts";
import { deleteGate } from "../sql/gates/delete-gate.ts";
import { labelGate } from "../sql/gates/gate.ts";
import { insertLabelPlaces } from "../sql/gates/insert-label-places.ts";
import { lockGates } from "./lock-gates.ts";
import { openGates } from "../sql/gates/open-gates.ts";
import { deleteLimit } from "../sql/limits/delete-limit.ts";
import type { LimitKind, LimitRow } from "../sql/limits/limit-row.ts";
import { lockLimits } from "../sql/limits/lock-limits.ts";
import { selectLimit } from "../sql/limits/select-limit.ts";
import { upsertLimit } from "../sql/limits/upsert-limit.ts";

interface ChangeDeps {
  readonly store: Store;
  readonly audit: Audit;
}

export type NewLimit = Pick<LimitRow, "note"> &
  (
    | { readonly kind: "label"; readonly name: string; readonly concurrency: number }
    | { readonly kind: "connection"; readonly name: string; readonly rateLimit: number; readonly perMs: number }
  );

/** Sets a limit. Whoever has waited for the room that it now leaves is let in at once. */
export async function putLimit({ store, audit }: ChangeDeps, limit: NewLimit, by: Actor): Promise<void> {
  const { kind, name } = limit;
  await store.transaction(async (tx) => {
    await lockLimits(tx);
    const before = await selectLimit(tx, kind, name);
    const none = { concurrency: null, rateLimit: null, perMs: null };
    await upsertLimit(tx, { ...none, ...limit, updatedBy: by.name });
    if (kind === "label")
      await openLabel(tx, name, () => (before === undefined ? insertLabelPlaces(tx, name) : undefined));
    const after = await selectLimit(tx, kind, name);
    if (JSON.stringify(shown(before)) === JSON.stringify(shown(after))) return;
    await audit(tx, {
      by,
      action: "limits.save",
      subject: { kind: "limit", id: `${kind} ${name}` },
      outcome: "done",
      before: shown(before),
      after: shown(after),
    });
  });
}

/** Removes a limit; who waits for it goes on at once. @throws AppError NOT_FOUND */
export async function removeLimit(
  { store, audit }: ChangeDeps,
  { kind, name }: { readonly kind: LimitKind; readonly name: string },
  by: Actor,
): Promise<void> {
  await store.transaction(async (tx) => {
    await lockLimits(tx);
    const before = await selectLimit(tx, kind, name);
    if (before === undefined) throw new AppError("NOT_FOUND", { limit: `${kind} ${name}` });
    await deleteLimit(tx, kind, name);
    if (kind === "label") {
      await openLabel(tx, name);
      await deleteGate(tx, labelGate(name));
    }
    await audit(tx, {
      by,
      action: "limits.remove",
      subject: { kind: "limit", id: `${kind} ${name}` },
      outcome: "done",
      before: shown(before),
      after: {},
    });
  });
}

async function openLabel(tx: Tx, name: string, prepare?: () => Promise<void> | undefined): Promise<void> {
  const locked = await lockGates(tx, [], true);
  await prepare?.();
  await openGates(tx, [labelGate(name)], locked);
}

function shown(limit: LimitRow | undefined): Readonly<Record<string, unknown>> {
  if (limit === undefined) return {};
  const { concurrency, rateLimit, perMs, note } = limit;
  return { ...(concurrency === null ? { rateLimit, perMs } : { concurrency }), note };
}
