import { afterEach, beforeEach, expect, test } from "vitest";
import { installExample } from "../support/install-example.ts";
import { childrenOf, endedExecution, startSchool, trigger, type School } from "../support/start-school.ts";
import type { CallApi } from "../support/call-api.ts";
import { until } from "../support/until.ts";

let school: School;
const groups = [
  { enabled: true, username: "admin", buildings: ["1"], recipients: ["dean@campus.example"], subjectPrefix: "" },
];

beforeEach(async () => {
  school = await startSchool();
}, 300_000);
afterEach(() => school[Symbol.asyncDispose]());

async function install(api: CallApi): Promise<void> {
  await installExample(api, { gate: school.gate, mail: { port: school.sink.port } });
  await api("PATCH", "/v1/variables", { values: { recipientGroups: groups } });
}

async function jumpedFar(): Promise<true | undefined> {
  const text = "select 1 from belfry.clock_jumps where jump_ms > 3000000";
  const { count } = await school.database.store.query({ name: "test-jumps", text });
  return count > 0 ? true : undefined;
}

/** The parent has failed because nobody knows of the mail, and no second one leaves, however long one waits. */
async function expectUnknown(api: CallApi, parent: number): Promise<void> {
  expect(await endedExecution(api, parent)).toMatchObject({ state: "failed" });
  const [child] = await childrenOf(api, parent);
  expect(child?.failure).toMatchObject({ action: "mail", code: "DELIVERY_UNKNOWN", retryable: false });
  const { items } = await api<{ items: { states: unknown }[] }>("GET", `/v1/messages?execution=${child?.id}`);
  expect(items.map(({ states }) => states)).toEqual([{ unknown: 1 }]);
  await school.database.clock.advance(3_600_000);
  // What begins before Belfry has noticed would have begun an hour ago, and have taken too long.
  await until("Belfry notices the hour", jumpedFar);
  // Another mail that is sent afterwards shows that the ledger has come past the first.
  school.sink.clearBehaviours();
  const later = await endedExecution(api, await trigger(api));
  const failures = [later, ...(await childrenOf(api, later.id))].map(({ failure }) => failure);
  expect(failures).toEqual([null, null]);
  expect(later.state).toBe("success");
  expect(school.sink.mails).toHaveLength(2);
}

test("a mail server that takes the mail and hangs up leaves the outcome unknown, and nothing is sent again by itself", async () => {
  await using server = await school.spawn();
  await install(server.api);
  school.sink.setBehaviour({ at: "data", outcome: { kind: "disconnect" } });
  const parent = await trigger(server.api);
  await expectUnknown(server.api, parent);

  // A person who has asked the recipient may send it again.
  const [child] = await childrenOf(server.api, parent);
  await server.api("POST", `/v1/executions/${child?.id}/retry`);
  expect(await endedExecution(server.api, parent)).toMatchObject({ state: "success" });
  expect(school.sink.mails).toHaveLength(3);
}, 300_000);

test("killed while the mail server has the mail and says nothing, the outcome is unknown after the restart", async () => {
  await using first = await school.spawn();
  await install(first.api);
  school.sink.setBehaviour({ at: "data", outcome: { kind: "silence" } });
  const parent = await trigger(first.api);
  await school.sink.waitForMails(1);
  await first.kill();

  await using second = await school.spawn();
  await expectUnknown(second.api, parent);
}, 300_000);
