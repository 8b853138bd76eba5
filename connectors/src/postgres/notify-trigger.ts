import { randomUUID } from "node:crypto";
import {
  defineTrigger,
  handOver,
  messageFields,
  readAgain,
  UnderWay,
  type BrokerMessage,
  type TriggerContext,
} from "@belfry/plugin-kit";
import type { Notification } from "pg";
import { z } from "zod";
import { failureOf } from "../database/sql-failure.ts";
import { connectPostgres, leavePostgres } from "./connect-postgres.ts";
import { postgresConnection, readPostgres } from "./postgres-field.ts";

const { headers: _none, ...fields } = messageFields;

const Notify = z.strictObject({
  postgresNotify: z.string().min(1).max(63).describe("The channel, as `notify` names it."),
  connection: postgresConnection(),
  ...fields,
  eventId: z
    .strictObject({ path: z.string().min(1).max(500).describe("Where it stands in the payload: `order.id`.") })
    .optional()
    .describe("What names a notification. Left out: each is one of its own, also with the same content."),
});
type Notify = z.output<typeof Notify>;

/** A connection that is silent for long is asked whether it is still there: a gateway may have forgotten it. */
const ASK_MS = 60_000;

/** Fires for the notifications of a channel of PostgreSQL. */
export const notifyTrigger = defineTrigger({
  kind: "subscribe",
  id: "postgresNotify",
  displayName: { zh: "PostgreSQL 通知", en: "PostgreSQL notification" },
  description: {
    zh: "PostgreSQL 的频道收到 NOTIFY 时触发。数据库不保存通知：没有连接时发出的会丢失，不能丢的请用 postgresOutbox",
    en: "Fires for each NOTIFY of a channel. PostgreSQL does not keep them: what is sent while nobody is connected is lost. For what must not be lost use postgresOutbox",
  },
  config: Notify,
  describe: ({ postgresNotify }) => ({
    zh: `PostgreSQL 频道 ${postgresNotify} 收到通知时`,
    en: `When PostgreSQL notifies on ${postgresNotify}`,
  }),
  read: (config, raw) => readAgain(raw, { ...config, headers: [] }, defaultsOf(config)),
  subscribe,
});

async function subscribe(ctx: TriggerContext, config: Notify): Promise<AsyncDisposable> {
  const server = await readPostgres(ctx, config.connection);
  let isEnding = false;
  const lost = (error: unknown): void => {
    if (!isEnding) ctx.lost(failureOf(error, server));
  };
  const client = await connectPostgres(ctx, server, { onLost: lost }).catch((error: unknown) => {
    throw failureOf(error, server);
  });
  const underWay = new UnderWay();
  const asking = setInterval(() => void client.query("select 1").catch(lost), ASK_MS);
  const end = async (): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    clearInterval(asking);
    await underWay.settle();
    await leavePostgres(client);
  };
  client.on("end", () => lost(new Error("Connection terminated: the server closed it.")));
  client.on("notification", ({ channel, payload = "" }: Notification) => {
    if (channel === config.postgresNotify) underWay.add(take(ctx, config, payload), lost);
  });
  try {
    await client.query(`listen ${client.escapeIdentifier(config.postgresNotify)}`);
  } catch (error) {
    await end();
    throw failureOf(error, server);
  }
  return { [Symbol.asyncDispose]: end };
}

function take(ctx: TriggerContext, config: Notify, payload: string): Promise<void> {
  const message: BrokerMessage = {
    body: new TextEncoder().encode(payload),
    contentType: "application/cloudevents+json",
    headers: {},
    cloudEvent: {},
    // It comes once or never: nothing that comes again has to be known.
    id: randomUUID(),
    attributes: {},
  };
  return handOver(ctx, [message], { ...config, headers: [] }, defaultsOf(config));
}

function defaultsOf({ postgresNotify }: Notify): { type: string; source: string } {
  return { type: "postgresNotify", source: `postgres:/${encodeURIComponent(postgresNotify)}` };
}
