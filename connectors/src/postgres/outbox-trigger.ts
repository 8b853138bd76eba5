/**
 * A table into which a program writes what happened, in the same transaction as what it did (outbox). Each row counts once:
 * which rows were accepted is kept together with their events, and only then are they deleted or marked; what is read again
 * in between is known by its id.
 */
import { defineTrigger, durationMs, type FeedContext, type Polled } from "@belfry/plugin-kit";
import type { Client } from "pg";
import { failureOf } from "../database/sql-failure.ts";
import { connectPostgres, leavePostgres } from "./connect-postgres.ts";
import { MOST_RECENT, newIds, OutboxCursor } from "./outbox-cursor.ts";
import { Outbox } from "./outbox-config.ts";
import { outboxEvent } from "./outbox-event.ts";
import { deleteRows, markRows, readIds, readRows, type OutboxTable } from "./outbox-rows.ts";
import { readPostgres } from "./postgres-field.ts";

/** So many rows are accepted together. */
const AT_ONCE = 500;

/** Fires for the rows of a table of PostgreSQL. */
export const outboxTrigger = defineTrigger({
  kind: "poll",
  id: "postgresOutbox",
  displayName: { zh: "PostgreSQL 发件表", en: "PostgreSQL outbox" },
  description: {
    zh: "PostgreSQL 的表中出现新行时触发；每行只计一次，保存之后才删除或标记",
    en: "Fires for the rows that appear in a table of PostgreSQL, each once; they are deleted or marked once what they start is stored",
  },
  config: Outbox,
  describe: ({ postgresOutbox }) => ({
    zh: `表 ${postgresOutbox} 中出现新行时`,
    en: `When a row appears in ${postgresOutbox}`,
  }),
  everyMs: ({ every }) => durationMs(every),
  poll,
});

async function poll(ctx: FeedContext, config: Outbox, kept: unknown): Promise<Polled> {
  const server = await readPostgres(ctx, config.connection);
  const before = OutboxCursor.safeParse(kept).data;
  const table: OutboxTable = { name: config.postgresOutbox, id: config.columns.id, ...markOf(config) };
  const client = await connectPostgres(ctx, server).catch((error: unknown) => {
    throw failureOf(error, server);
  });
  const stop = () => void leavePostgres(client);
  ctx.signal.addEventListener("abort", stop, { once: true });
  try {
    ctx.signal.throwIfAborted();
    await client.query("set statement_timeout = '30s'");
    const { fresh, cursor, more } =
      config.afterwards === "keep"
        ? await readKept(client, table, before, ctx.now)
        : await readTaken(client, table, before, ctx.now);
    const rows = await readRows(client, table, fresh);
    return { events: rows.map((row) => outboxEvent(row, config)), cursor, more };
  } catch (error) {
    throw ctx.signal.aborted ? ctx.signal.reason : failureOf(error, server);
  } finally {
    ctx.signal.removeEventListener("abort", stop);
    await leavePostgres(client);
  }
}

interface Reading {
  readonly fresh: readonly string[];
  readonly cursor: OutboxCursor;
  readonly more: boolean;
}

/** Puts away what was accepted, and reads what is there then. */
async function readTaken(
  client: Client,
  table: OutboxTable,
  before: OutboxCursor | undefined,
  now: Date,
): Promise<Reading> {
  const accepted = before?.accepted ?? [];
  if (accepted.length > 0 && table.mark === undefined) await deleteRows(client, table, accepted);
  if (accepted.length > 0 && table.mark !== undefined)
    await markRows(client, table, { mark: table.mark, now }, accepted);
  const fresh = await readIds(client, table, { after: null, limit: AT_ONCE });
  // Asked again at once, so that they do not lie there until it is due.
  return { fresh, cursor: { accepted: fresh }, more: fresh.length > 0 };
}

async function readKept(
  client: Client,
  table: OutboxTable,
  before: OutboxCursor | undefined,
  now: Date,
): Promise<Reading> {
  const ids = await readIds(client, table, { after: before?.passed ?? null, limit: MOST_RECENT + AT_ONCE + 1 });
  return newIds(ids, before, { now: now.getTime(), limit: AT_ONCE });
}

function markOf({ afterwards }: Outbox): { mark?: string } {
  return typeof afterwards === "object" ? { mark: afterwards.mark } : {};
}
