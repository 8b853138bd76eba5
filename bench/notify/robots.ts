/**
 * Messages over five robots of one group, each of which takes twenty within any minute and punishes more. The robots are a
 * server in this process that counts by its own clock. `node robots.ts URL MESSAGES`.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { systemActor } from "@belfry/model";
import { createNotify } from "@belfry/notify";
import { defineChannel } from "@belfry/plugin-kit";
import { openStore } from "@belfry/store";
import { z } from "zod";

const [url = "", count = "0"] = process.argv.slice(2);
const MESSAGES = Number(count);
const ROBOTS = 5;
const PER_MINUTE = 20;

const taken = new Map<string, number[]>();
let penalties = 0;
const server = createServer((request, response) => {
  const robot = request.url ?? "";
  const now = performance.now();
  const times = [...(taken.get(robot) ?? []), now].filter((time) => time > now - 60_000);
  taken.set(robot, times);
  if (times.length > PER_MINUTE) penalties += 1;
  request.resume().on("end", () => response.end("{}"));
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

const robotChannel = defineChannel({
  id: "robot",
  displayName: { zh: "机器人", en: "Robot" },
  account: z.strictObject({ url: z.string() }),
  envelope: "recipient",
  caps: () => ({ perMinute: PER_MINUTE }),
  maxBytes: () => 20_000,
  checkAddress: () => undefined,
  async send(ctx, _message, recipients, config) {
    const response = await fetch(config.url, { method: "POST", body: "{}", signal: ctx.signal });
    await response.text();
    return recipients.map(() => ({ kind: "accepted" }) as const);
  },
  test: async () => [],
});
let lookAnew = (): void => undefined;
const store = openStore({ url });
const notify = createNotify({
  store,
  channels: [robotChannel],
  resolveSecret: refuse,
  fetch: refuse,
  connect: refuse,
  artifactPath: refuse,
  wakeExecution: async () => undefined,
  onDispatched: () => lookAnew(),
  log: { info: say, warn: say, error: say },
});
for (let n = 0; n < ROBOTS; n += 1)
  await notify.saveAccount({ channel: "robot", name: `r${n}`, config: { url: `${base}/${n}` } }, { by: systemActor });
await store.query({
  name: "bench-fill",
  text: `with m as (
      insert into belfry.messages (idempotency_key, channel, content, created_at)
      select 'robot-' || n, 'robot', '{"subject":"","text":"x","attachments":[]}', belfry.now() from generate_series(1, $1::int) n
      returning id)
    insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at)
    select id, 'to', 'group', belfry.now(), belfry.now() from m`,
  values: [MESSAGES],
});
const { rows } = await store.query<{ id: number }>({
  name: "bench-node",
  text: `insert into belfry.nodes (name, roles, version, session, started_at)
         values ('bench', '{worker}', '0', false, belfry.now()) returning id`,
});
const started = performance.now();
await notify.start({ node: rows[0]?.id ?? 0 });
// What the tick of a node does: it wakes the dispatcher when the next delivery is due, and looks anew when one was handled.
for (;;) {
  const handled = new Promise<void>((resolve) => (lookAnew = resolve));
  const { rows: next } = await store.query<{ waitMs: number | null }>({
    name: "bench-next",
    text: `select extract(epoch from ${notify.dueSource.nextDueSql} - belfry.now())::float8 * 1000 as "waitMs"`,
  });
  const waitMs = next[0]?.waitMs ?? null;
  if (waitMs === null && (await open()) === 0) break;
  await Promise.race([sleep(Math.min(1_000, Math.max(10, waitMs ?? 10))), handled]);
  notify.dueSource.onDue();
}
const seconds = (performance.now() - started) / 1_000;
// Twenty of each robot go at once, and then twenty with every minute.
const least = (Math.ceil(MESSAGES / (ROBOTS * PER_MINUTE)) - 1) * 60;
await notify.stop();
await store.close();
server.close();
process.stdout.write(`${JSON.stringify({ seconds, least, penalties })}\n`);

async function open(): Promise<number> {
  const { rows: left } = await store.query<{ n: number }>({
    name: "bench-open",
    text: `select count(*)::int as n from belfry.deliveries d join belfry.messages m on m.id = d.message_id
           where m.channel = 'robot' and d.state in ('queued', 'sending')`,
  });
  return left[0]?.n ?? 0;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("Nothing here reaches the outside."));
}

function say(message: string, fields?: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
