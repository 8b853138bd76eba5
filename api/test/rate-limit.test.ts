import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { startTestApi, type TestApi, type TestApiOptions } from "./start-test-api.ts";

let api: TestApi;
afterEach(() => api[Symbol.asyncDispose]());

async function start(options: TestApiOptions) {
  api = await startTestApi(options);
}

/** Credentials of a program of its own; those of the command line are not counted. */
async function program(name: string): Promise<Record<string, string>> {
  const token = `bfy_${randomBytes(8).toString("hex")}`;
  await api.test.database.store.pool.query(
    "insert into belfry.api_tokens (token_hash, name, role, created_at) values (sha256($1::bytea), $2, 'administrator', belfry.now())",
    [Buffer.from(token), name],
  );
  return { authorization: `Bearer ${token}` };
}

/** A request of nobody that says it comes from this address. */
const from = (address: string) => api.fetch("GET", "/v1/rules", { headers: { "x-forwarded-for": address } });

const limited = { status: 429, body: { code: "RATE_LIMITED" } };

test("each caller has a limit of its own, and every answer says how much of it is left", async () => {
  await start({ rateLimits: { perCaller: 3, perAddress: 100 } });
  const [one, other] = [await program("one"), await program("other")];
  for (const left of ["2", "1", "0"]) {
    const answer = await api.fetch("GET", "/v1/rules", { headers: one });
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ratelimit-limit")).toBe("3");
    expect(answer.headers.get("ratelimit-remaining")).toBe(left);
    expect(Number(answer.headers.get("ratelimit-reset"))).toBeGreaterThan(0);
    expect(Number(answer.headers.get("ratelimit-reset"))).toBeLessThanOrEqual(60);
  }
  const refused = await api.fetch("GET", "/v1/rules", { headers: one });
  expect(refused).toMatchObject(limited);
  expect(refused.headers.get("ratelimit-remaining")).toBe("0");
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await api.fetch("GET", "/v1/rules", { headers: other })).status).toBe(200);
});

test("an address without valid credentials is limited, whatever it asks for and whichever token it guesses", async () => {
  await start({ rateLimits: { perCaller: 100, perAddress: 4 } });
  const attempts = [
    () => api.fetch("GET", "/v1/rules"),
    () => api.fetch("GET", "/nothing", { headers: { authorization: "Bearer bfy_guess" } }),
    () => api.fetch("GET", "/docs/api", { headers: { cookie: "belfry_session=guess" } }),
    () => api.fetch("POST", "/v1/rules/a/trigger", { body: "{", headers: { authorization: "Bearer bfy_guess2" } }),
  ];
  for (const attempt of attempts) expect((await attempt()).status).toBe(401);
  for (const attempt of attempts) expect(await attempt()).toMatchObject(limited);
  // Nor may it try passwords.
  expect(await api.fetch("POST", "/v1/session", { body: api.login })).toMatchObject(limited);
  // Whoever is known is not kept out, at the same address.
  expect((await api.fetch("GET", "/v1/rules", { headers: await program("known") })).status).toBe(200);
});

test("a request that is refused counts as well, and is refused before its body is read", async () => {
  await start({ rateLimits: { perCaller: 1, perAddress: 100 } });
  const headers = await program("one");
  expect((await api.fetch("POST", "/v1/rules/check", { body: "{nope", headers })).status).toBe(400);
  expect(await api.fetch("POST", "/v1/rules/check", { body: "{nope", headers })).toMatchObject(limited);
});

test("the command line of the same machine and the health routes are not counted", async () => {
  await start({ rateLimits: { perCaller: 1, perAddress: 1 } });
  for (let n = 0; n < 5; n += 1) {
    const answer = await api.call("GET", "/v1/rules");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("ratelimit-limit")).toBeNull();
    expect((await api.fetch("GET", "/health")).status).toBe(200);
  }
});

test("X-Forwarded-For is believed from nobody", async () => {
  await start({ rateLimits: { perCaller: 1, perAddress: 1 } });
  expect((await from("198.51.100.1")).status).toBe(401);
  expect(await from("198.51.100.2")).toMatchObject(limited);
});

test("from a proxy that is named X-Forwarded-For is believed", async () => {
  await start({ rateLimits: { perCaller: 1, perAddress: 1 }, trustProxy: ["127.0.0.1"] });
  expect((await from("198.51.100.1")).status).toBe(401);
  expect((await from("198.51.100.2")).status).toBe(401);
  expect(await from("198.51.100.2")).toMatchObject(limited);
  // What a client writes in front of it is not: the proxy adds the true one at the end.
  expect(await from("203.0.113.9, 198.51.100.2")).toMatchObject(limited);
});

test("addresses of one household are one address", async () => {
  await start({ rateLimits: { perCaller: 1, perAddress: 1 }, trustProxy: ["127.0.0.1"] });
  expect((await from("2001:db8:1:2::1")).status).toBe(401);
  expect(await from("2001:db8:1:2:ffff::9")).toMatchObject(limited);
  expect((await from("2001:db8:1:3::1")).status).toBe(401);
});

test("whoever leaves before the answer breaks nothing, and is no fault of ours in the log", async () => {
  await start({ rateLimits: { perCaller: 100, perAddress: 1_000 } });
  const { hostname, port } = new URL(api.url);
  const leave = async (afterMs: number): Promise<void> => {
    const socket = connect(Number(port), hostname);
    socket.write(`GET /v1/rules HTTP/1.1\r\nhost: ${hostname}\r\nauthorization: Bearer bfy_guess\r\n\r\n`);
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    socket.destroy();
  };
  await Promise.all(Array.from({ length: 60 }, (_, n) => leave(n / 4)));
  expect((await api.fetch("GET", "/v1/rules", { headers: await program("still there") })).status).toBe(200);
  expect(api.logged).toEqual([]);
});
