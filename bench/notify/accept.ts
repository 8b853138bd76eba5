/**
 * Accepting by the real server in a process of its own, which only accepts: nobody sends meanwhile. First 50 clients on
 * kept connections hand in one text mail after the other, as fast as they are answered; then the same fifty hand in as many a
 * second as the bar asks for, which tells how long an answer takes that nobody is queueing for; then more and more connections
 * ask for one message a second each.
 * `node accept.ts FOLDER SECONDS`.
 */
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "../support/percentile.ts";
import { startApiServer } from "./api-server.ts";

const [folder = "", seconds = "0"] = process.argv.slice(2);
const CLIENTS = 50;
const BAR_PER_SECOND = 450;
const CONNECTIONS = [100, 500, 1_000];
const WATCHED_MS = 10_000;

await using server = await startApiServer(join(folder, "server"));

/** One request on a connection that is kept. Resolves with the status and the body. */
function call(agent: Agent, method: string, path: string, body?: unknown): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = { authorization: `Bearer ${server.token}`, "content-type": "application/json" };
    const sent = request(new URL(path, server.url), { agent, method, headers }, (response) => {
      let answer = "";
      response.setEncoding("utf8").on("data", (part: string) => (answer += part));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text: answer })).on("error", reject);
    });
    sent.on("error", reject).end(text);
  });
}

const keepAlive = () => new Agent({ keepAlive: true, maxSockets: 1 });
const setUp = keepAlive();
const config = { host: "127.0.0.1", port: 9, mode: "plain", from: { address: "one@bench.invalid" } };
await call(setUp, "PUT", "/v1/accounts/email/main", { config });

const mail = (n: number) => ({ channel: "email", to: [`b${n}@bench.invalid`], subject: "晚归名单", text: "您好" });
let n = 0;
let accepted = 0;
let last = "";
const took: number[] = [];
const hand = async (agent: Agent, until: number, measured: boolean) => {
  while (performance.now() < until) {
    n += 1;
    const begun = performance.now();
    const { status, text } = await call(agent, "POST", "/v1/messages", mail(n));
    if (status !== 202) throw new Error(`A mail was answered with ${status}: ${text}`);
    if (!measured) continue;
    accepted += 1;
    took.push(performance.now() - begun);
    last = text;
  }
};
const clients = Array.from({ length: CLIENTS }, keepAlive);
// The first seconds warm up: plans are prepared, code is compiled.
const warm = performance.now() + 2_000;
await Promise.all(clients.map((agent) => hand(agent, warm, false)));
const started = performance.now();
await Promise.all(clients.map((agent) => hand(agent, started + Number(seconds) * 1_000, true)));
const perSecond = (accepted * 1_000) / (performance.now() - started);

const tookAtBar: number[] = [];
const every = (CLIENTS * 1_000) / BAR_PER_SECOND;
const end = performance.now() + WATCHED_MS;
await Promise.all(
  clients.map(async (agent, place) => {
    for (let at = performance.now() + (place * every) / CLIENTS; at < end; at += every) {
      await sleep(Math.max(0, at - performance.now()));
      n += 1;
      await call(agent, "POST", "/v1/messages", mail(n));
      // From when it should have left: a client that waits for its answer before must not hide how long that took.
      tookAtBar.push(performance.now() - at);
    }
  }),
);
for (const agent of clients) agent.destroy();

const { messageId, id } = JSON.parse(last) as { messageId?: number; id?: number };
const path = `/v1/messages/${messageId ?? id}`;
const connections: { open: number; errors: number; p95Ms: number }[] = [];
for (const open of CONNECTIONS) {
  const agents = Array.from({ length: open }, keepAlive);
  const asked: number[] = [];
  let errors = 0;
  const over = performance.now() + WATCHED_MS;
  await Promise.all(
    agents.map(async (agent, place) => {
      // Spread over the second, as clients are that know nothing of each other.
      await sleep((place * 1_000) / open);
      while (performance.now() < over) {
        const begun = performance.now();
        const ok = await call(agent, "GET", path).then(
          ({ status }) => status === 200,
          () => false,
        );
        if (!ok) errors += 1;
        asked.push(performance.now() - begun);
        await sleep(Math.max(0, 1_000 - (performance.now() - begun)));
      }
    }),
  );
  for (const agent of agents) agent.destroy();
  connections.push({ open, errors, p95Ms: percentile(asked, 0.95) });
}
setUp.destroy();
const p95AtBarMs = percentile(tookAtBar, 0.95);
process.stdout.write(`${JSON.stringify({ perSecond, p95Ms: percentile(took, 0.95), p95AtBarMs, connections })}\n`);
