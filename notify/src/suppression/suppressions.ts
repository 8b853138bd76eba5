/** Who is not sent to any more, by a person's word. What bounces and complaints do to it stands beside. */
import { AppError, type Actor } from "@belfry/model";
import type { Tx } from "@belfry/store";
import type { NotifyDeps } from "../notify-context.ts";
import { deleteSuppression } from "../sql/delete-suppression.ts";
import { forgetBounces } from "../sql/forget-bounces.ts";
import { insertSuppression, type SuppressionReason } from "../sql/insert-suppression.ts";
import { listSuppressions, type SuppressionFilter, type SuppressionRow } from "../sql/list-suppressions.ts";

export type SuppressionView = SuppressionRow;

export interface NewSuppression {
  readonly channel: string;
  readonly address: string;
  /** The list that the recipient left. @default every message of the channel */
  readonly list?: string;
  readonly reason: SuppressionReason;
  readonly note?: string;
  readonly messageId?: number;
}

export interface Suppressions {
  /** Newest first. */
  listSuppressions(filter: SuppressionFilter): Promise<SuppressionView[]>;
  /** Puts addresses on the list; one that is there stays as it is. Returns how many are new. */
  suppress(entries: readonly NewSuppression[], options: { readonly by: Actor }): Promise<number>;
  /** Takes an address off the list; a bounce that comes then counts from the beginning. @throws AppError SUPPRESSION_NOT_FOUND */
  unsuppress(id: number, options: { readonly by: Actor }): Promise<void>;
}

export function createSuppressions(deps: Pick<NotifyDeps, "store" | "audit">): Suppressions {
  return {
    listSuppressions: (filter) => listSuppressions(deps.store, filter),
    suppress: (entries, { by }) => deps.store.transaction((tx) => writeSuppressions(deps, tx, entries, by)),
    async unsuppress(id, { by }) {
      await deps.store.transaction(async (tx) => {
        const gone = await deleteSuppression(tx, id);
        if (gone === undefined) throw new AppError("SUPPRESSION_NOT_FOUND", { suppression: id });
        await forgetBounces(tx, gone);
        const { channel, reason } = gone;
        await deps.audit?.(tx, { ...recordOf(id, "remove", by), before: { channel, reason } });
      });
    },
  };
}

/** Writes entries that are not there yet, each with a line in the audit trail. Addresses stand on the list, not in the trail. */
export async function writeSuppressions(
  { audit }: Pick<NotifyDeps, "audit">,
  tx: Tx,
  entries: readonly NewSuppression[],
  by: Actor,
): Promise<number> {
  let written = 0;
  for (const entry of entries) {
    const id = await insertSuppression(tx, { ...entry, address: entry.address.trim(), by: by.name });
    if (id === undefined) continue;
    written += 1;
    const { channel, reason, list, messageId } = entry;
    await audit?.(tx, {
      ...recordOf(id, "add", by),
      after: { channel, reason, ...(list !== undefined && { list }), ...(messageId !== undefined && { messageId }) },
    });
  }
  return written;
}

function recordOf(id: number, verb: "add" | "remove", by: Actor) {
  const subject = { kind: "suppression", id: String(id) };
  return { by, action: `suppressions.${verb}`, subject, outcome: "done" } as const;
}
