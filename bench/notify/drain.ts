/**
 * Belfry's half of draining: mails lie in the ledger, and are sent over several accounts with an intent and an outcome
 * written for each. `node drain.ts URL PORT MAILS BYTES [FILE]`: with a file each mail carries it instead of the HTML.
 */
import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { emailChannel } from "@belfry/channels";
import { systemActor } from "@belfry/model";
import { createNotify } from "@belfry/notify";
import { openStore } from "@belfry/store";
import { WARM_UP } from "./warm-up.ts";

const [url = "", port = "", count = "0", bytes = "0", path] = process.argv.slice(2);
const MAILS = Number(count);

const store = openStore({ url });
const open = async () => {
  const { rows } = await store.query<{ n: number }>({
    name: "bench-open",
    text: `select count(*)::int as n from belfry.deliveries where state in ('queued', 'sending')`,
  });
  return rows[0]?.n ?? 0;
};
// Told by the dispatcher: asking every 50 ms would add half of that to less than a second, and a query to what is measured.
let handled: (() => void) | undefined;
const notify = createNotify({
  store,
  channels: [emailChannel],
  resolveSecret: refuse,
  fetch: refuse,
  connect: async ({ host, port: to }) => {
    const socket = connect(to, host);
    await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
    return socket;
  },
  artifactPath: async () => path ?? refuse(),
  wakeExecution: async () => undefined,
  onDispatched: () => handled?.(),
  log: { info: say, warn: say, error: say },
});
for (const name of ["one", "two", "three", "four"]) {
  const config = { host: "127.0.0.1", port: Number(port), mode: "plain", from: { address: `${name}@bench.invalid` } };
  await notify.saveAccount({ channel: "email", name, config }, { by: systemActor });
}
const file =
  path === undefined
    ? undefined
    : { $artifact: "bench", name: "名单.xlsx", mediaType: "application/octet-stream", bytes: (await stat(path)).size };
const content = {
  subject: "晚归名单",
  html: file === undefined ? `<p>${"x".repeat(Number(bytes))}</p>` : "<p>名单见附件。</p>",
  attachments: file === undefined ? [] : [{ file }],
};
await drain(WARM_UP);
const seconds = await drain(MAILS);
const { rows: sent } = await store.query<{ state: string; n: number }>({
  name: "bench-states",
  text: `select state, count(*)::int as n from belfry.deliveries group by state`,
});
process.stdout.write(`${JSON.stringify({ perSecond: MAILS / seconds, states: sent })}\n`);
await store.close();

/** Sends so many, which lie ready before the clock starts, as mails that were accepted in the night. Returns the seconds. */
async function drain(mails: number): Promise<number> {
  await store.query({
    name: "bench-fill",
    text: `with m as (
        insert into belfry.messages (idempotency_key, channel, content, created_at)
        select 'bench-' || $2 || n, 'email', $1, belfry.now() from generate_series(1, $3::int) n returning id)
      insert into belfry.deliveries (message_id, field, recipient, run_at, updated_at)
      select id, 'to', 'b' || id || '@bench.invalid', belfry.now(), belfry.now() from m`,
    values: [JSON.stringify(content), `${randomUUID()}-`, mails],
  });
  await store.query({ name: "bench-analyze", text: "analyze belfry.deliveries" });
  const { rows } = await store.query<{ id: number }>({
    name: "bench-node",
    text: `insert into belfry.nodes (name, roles, version, session, started_at)
           values ('bench', '{worker}', '0', false, belfry.now()) returning id`,
  });
  const all = Promise.withResolvers<void>();
  let left = mails;
  handled = () => {
    left -= 1;
    if (left === 0) all.resolve();
  };
  const started = performance.now();
  await notify.start({ node: rows[0]?.id ?? 0 });
  await all.promise;
  while ((await open()) > 0) await new Promise((resolve) => setTimeout(resolve, 50));
  const ms = performance.now() - started;
  await notify.stop();
  return ms / 1_000;
}

function refuse(): Promise<never> {
  return Promise.reject(new Error("Nothing here reaches the outside."));
}

function say(message: string, fields?: Readonly<Record<string, unknown>>): void {
  process.stderr.write(`${message} ${JSON.stringify(fields)}\n`);
}
