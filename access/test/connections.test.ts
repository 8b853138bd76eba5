import type { LookupAddress } from "node:dns";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ActionFailure } from "@belfry/plugin-kit";
import { createTestDatabase, startLoopbackServer, startSmtpSink, tester, type TestDatabase } from "@belfry/testkit";
import { createGuardedConnect, createGuardedFetch, openConnections, type Connections } from "../src/index.ts";

let db: TestDatabase;
/** Two nodes of one installation. */
let here: Connections;
let elsewhere: Connections;
const errors: unknown[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  [here, elsewhere] = await Promise.all([open(), open()]);
});
afterAll(async () => {
  await here[Symbol.asyncDispose]();
  await elsewhere[Symbol.asyncDispose]();
  await db[Symbol.asyncDispose]();
  expect(errors).toEqual([]);
});
beforeEach(async () => {
  for (const { name } of await here.list()) await here.remove(name, tester);
});

const open = () => openConnections(db.store, (error) => errors.push(error));
const nothing = { hosts: [] };
const to = (address: string, allowLocal = false) => ({ name: "c", address, purpose: "", allowLocal });

function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  return work.then(
    () => expect.unreachable("it was let through"),
    (error: unknown) => error as ActionFailure,
  );
}

test("a connection opens its host and port on every node without a restart, and removing it closes them again", async () => {
  await using server = await startLoopbackServer((_request, response) => response.end("in"));
  await using fetchHere = createGuardedFetch({ allow: nothing, connections: here });
  await using fetchThere = createGuardedFetch({ allow: nothing, connections: elsewhere });
  const refused = await failureOf(fetchHere(server.url));
  expect(refused.code).toBe("OUTBOUND_BLOCKED");
  expect(refused.message).toContain(`belfry connections add 127-0-0-1 ${server.host} --allow-local`);

  await here.save(to(server.host, true), tester);
  expect(await (await fetchHere(server.url)).text()).toBe("in");
  await expect.poll(async () => (await fetchThere(server.url).catch(() => undefined))?.status).toBe(200);

  await elsewhere.remove("c", tester);
  // A line that was kept open by the requests before does not stay open.
  expect(await failureOf(fetchThere(server.url))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
  await expect
    .poll(() => fetchHere(server.url).then(String, (error: ActionFailure) => error.code))
    .toBe("OUTBOUND_BLOCKED");
});

test("mail goes the same way", async () => {
  await using sink = await startSmtpSink();
  const connect = createGuardedConnect({ allow: nothing, connections: here });
  const target = { host: sink.host, port: sink.port };
  expect(await failureOf(connect(target))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
  await here.save(to(`${sink.host}:${sink.port}`, true), tester);
  const socket = await connect(target);
  expect(socket.remotePort).toBe(sink.port);
  socket.destroy();
  expect(await failureOf(connect({ ...target, port: sink.port + 1 }))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
});

test.each([
  ["intranet.example", "10.0.0.7", true],
  ["intranet.example", "192.168.1.1", true],
  ["intranet.example", "100.64.3.3", true],
  ["intranet.example", "fd12:3456::7", true],
  ["intranet.example", "93.184.215.14", true],
  ["intranet.example", "127.0.0.1", false],
  ["intranet.example", "::1", false],
  ["intranet.example", "169.254.7.7", false],
  ["intranet.example", "fe80::1", false],
  ["intranet.example", "169.254.169.254", false],
  ["intranet.example", "100.100.100.200", false],
  ["intranet.example", "fd00:ec2::254", false],
  ["intranet.example", "168.63.129.16", false],
  ["intranet.example", "0.0.0.0", false],
  ["intranet.example", "224.0.0.1", false],
  ["intranet.example", "2002:7f00:1::", false],
  ["10.0.0.7", "10.0.0.7", true],
  ["10.0.0.7", "10.0.0.8", false],
])("a connection to %s that turns out to be %s: %s", async (address, resolved, expected) => {
  await here.save(to(address), tester);
  const { readAddress } = await import("../src/outbound/address-range.ts");
  const { refusalOf } = await import("../src/outbound/is-address-allowed.ts");
  const target = { host: address, port: 443, address: readAddress(resolved)! };
  expect(refusalOf(target, (asked) => here.allows(asked)) === undefined).toBe(expected);
});

test.each([
  ["127.0.0.1:8080", false, "lies on the machine that Belfry runs on"],
  ["169.254.1.1", false, "lies on the machine that Belfry runs on"],
  ["[::1]:80", false, "lies on the machine that Belfry runs on"],
  ["localhost:8080", true, "Only a written-out address"],
  ["169.254.169.254", true, "no place that a connection can open"],
  ["fd00:ec2::254", true, "no place that a connection can open"],
  ["100.100.100.200", false, "no place that a connection can open"],
  ["0.0.0.0:80", true, "no place that a connection can open"],
  ["10.0.0.0/8", false, "names no host"],
  ["http://intranet.example", false, "names no host"],
  ["host:99999", false, "names no host"],
])("%s cannot be opened (allowLocal %s): %s", async (address, allowLocal, message) => {
  await expect(here.save(to(address, allowLocal), tester)).rejects.toMatchObject({
    code: "REQUEST_INVALID",
    message: expect.stringContaining(message) as string,
  });
});

test("what was created, changed and removed stands in the audit trail", async () => {
  await here.save({ ...to("gate.campus.example:8443"), purpose: "门禁" }, tester);
  await here.save(to("gate.campus.example:9443"), tester);
  await here.remove("c", tester);
  const { rows } = await db.store.pool.query<{ action: string; detail: { changes: unknown } }>(
    "select action, detail from belfry.audit_entries where subject = 'c' order by n desc limit 3",
  );
  expect(rows.map(({ action }) => action)).toEqual(["connections.remove", "connections.save", "connections.save"]);
  expect(JSON.stringify(rows[1]?.detail.changes)).toContain("gate.campus.example:9443");
  await expect(here.remove("c", tester)).rejects.toMatchObject({ code: "CONNECTION_NOT_FOUND" });
});

/** A resolver that gives these answers one after the other. */
const turning = (...answers: LookupAddress[]) => {
  const left = [...answers];
  return () => Promise.resolve([left.shift() ?? answers.at(-1)!]);
};

describe("a name that changes its meaning between two look-ups", () => {
  const publicFirst = { address: "93.184.215.14", family: 4 };

  test("gets nowhere: the answer that is judged is the one that is used", async () => {
    await using inside = await startLoopbackServer((_request, response) => response.end("secret"));
    await using fetch = createGuardedFetch({
      allow: nothing,
      connections: here,
      resolve: turning({ address: "127.0.0.1", family: 4 }, publicFirst),
    });
    const failure = await failureOf(fetch(`http://rebind.example:${inside.port}/`));
    expect(failure).toMatchObject({ code: "OUTBOUND_BLOCKED", details: { range: "loopback" } });
    expect(inside.requests).toHaveLength(0);
  });

  test("public first, private at the second connection: refused there", async () => {
    await using inside = await startLoopbackServer((_request, response) => {
      response.setHeader("connection", "close");
      response.end("in");
    });
    // The list stands for "public": nothing public may be called from a test.
    await using fetch = createGuardedFetch({
      allow: { hosts: [`127.0.0.1:${inside.port}`] },
      connections: here,
      resolve: turning({ address: "127.0.0.1", family: 4 }, { address: "10.0.0.1", family: 4 }),
    });
    const address = `http://rebind.example:${inside.port}/`;
    await (await fetch(address)).text();
    expect(await failureOf(fetch(address))).toMatchObject({ code: "OUTBOUND_BLOCKED", details: { range: "private" } });
    expect(inside.requests).toHaveLength(1);
  });

  test("a redirect to a name that leads inward is refused as well", async () => {
    await using inside = await startLoopbackServer((_request, response) => response.end("secret"));
    await using first = await startLoopbackServer((_request, response) =>
      response.writeHead(307, { location: `http://rebind.example:${inside.port}/` }).end(),
    );
    await using fetch = createGuardedFetch({
      allow: { hosts: [first.host] },
      connections: here,
      resolve: turning({ address: "::ffff:7f00:1", family: 6 }),
    });
    expect(await failureOf(fetch(first.url, { maxRedirects: 2 }))).toMatchObject({ code: "OUTBOUND_BLOCKED" });
    expect(inside.requests).toHaveLength(0);
  });

  test("a connection to its name does not open this machine to it", async () => {
    await using inside = await startLoopbackServer((_request, response) => response.end("secret"));
    await here.save(to("rebind.example"), tester);
    await using fetch = createGuardedFetch({
      allow: nothing,
      connections: here,
      resolve: turning({ address: "127.0.0.1", family: 4 }),
    });
    expect(await failureOf(fetch(`http://rebind.example:${inside.port}/`))).toMatchObject({
      code: "OUTBOUND_BLOCKED",
    });
    expect(inside.requests).toHaveLength(0);
  });
});
