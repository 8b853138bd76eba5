import { AppError, type Actor } from "@belfry/model";
import type { EngineCore } from "../engine-core.ts";
import { selectNow } from "../sql/clock/select-now.ts";
import { ensureBreaker } from "../sql/breakers/ensure-breaker.ts";
import { hasParked } from "../sql/breakers/has-parked.ts";
import { listBreakers, type BreakerView } from "../sql/breakers/list-breakers.ts";
import { lockBreaker } from "../sql/breakers/lock-breaker.ts";
import { turnBreaker } from "../sql/breakers/turn-breaker.ts";
import { wakeParked } from "../sql/breakers/wake-parked.ts";
import { closeBreaker, stepOn, type BreakerChange } from "./turn-breakers.ts";

export interface BreakerFilter {
  readonly connection?: string;
  /** Only those after this one: the cursor. */
  readonly after?: string;
  /** @default 50, at most 500 */
  readonly limit?: number;
}

/** What the engine answers about connections that are in trouble, and what a person may do about them. */
export interface BreakerPart {
  /** By their names. One that was never in trouble is not there. */
  listBreakers(filter?: BreakerFilter): Promise<BreakerView[]>;
  /**
   * Parks everything for a connection, with a reason: until a time, or until somebody closes it. What calls it at this
   * moment goes on. @throws AppError REQUEST_INVALID for a time that has passed
   */
  openBreaker(
    connection: string,
    options: { readonly by: Actor; readonly reason: string; readonly until?: Date },
  ): Promise<BreakerView>;
  /**
   * Lets those who are parked call again: one by one, in steps that grow while all goes well, or all of them at once.
   * @throws AppError BREAKER_NOT_OPEN
   */
  closeBreaker(connection: string, options: { readonly by: Actor; readonly atOnce?: boolean }): Promise<BreakerView>;
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

export function createBreakerPart({ store, audit, connections }: EngineCore): BreakerPart {
  const list = ({ connection, after, limit = DEFAULT_LIMIT }: BreakerFilter) =>
    listBreakers(store, {
      ...(connection !== undefined && { connection }),
      ...(after !== undefined && { after }),
      limit: Math.min(limit, MAX_LIMIT),
    });
  const view = async (connection: string): Promise<BreakerView> => {
    const [found] = await list({ connection });
    if (found === undefined) throw new AppError("BREAKER_NOT_OPEN", { connection });
    return found;
  };
  return {
    listBreakers: (filter = {}) => list(filter),
    async openBreaker(connection, { by, reason, until }) {
      if (until !== undefined && until <= (await selectNow(store))) {
        const problem = { path: "until", message: "This time has passed.", remedy: "Name a time to come." };
        throw new AppError("REQUEST_INVALID", { problems: [problem] });
      }
      const change = await store.transaction(async (tx): Promise<BreakerChange> => {
        await ensureBreaker(tx, connection);
        await lockBreaker(tx, connection);
        const turn = { connection, state: "open", openedBy: by.name, reason, pauses: 0, allowance: 0 } as const;
        await turnBreaker(tx, { ...turn, ...(until !== undefined && { until }) });
        const subject = { kind: "connection", id: connection };
        const detail = { reason, until: until?.toISOString() ?? null };
        await audit(tx, { by, action: "breakers.open", subject, outcome: "done", detail });
        return { kind: "opened", until: until ?? null };
      });
      connections.tell(connection, change, { reason, openedBy: by.name });
      return view(connection);
    },
    async closeBreaker(connection, { by, atOnce = false }) {
      const change = await store.transaction(async (tx): Promise<BreakerChange> => {
        const row = await lockBreaker(tx, connection);
        if (row === undefined || row.state === "closed") throw new AppError("BREAKER_NOT_OPEN", { connection });
        const isAll = atOnce || !(await hasParked(tx, connection));
        const closed = isAll ? await closeBreaker(tx, row) : undefined;
        if (closed !== undefined) await wakeParked(tx, connection);
        const subject = { kind: "connection", id: connection };
        await audit(tx, { by, action: "breakers.close", subject, outcome: "done", detail: { atOnce } });
        // From the beginning: what it was about before, nobody knows any more.
        return closed ?? stepOn(tx, { ...row, state: "open", openedBy: null, pauses: 0 });
      });
      connections.tell(connection, change);
      return view(connection);
    },
  };
}
