/**
 * The whole way of a contract: from Metabase through the ledger of rewards to the groups of WeCom. Wherever the process is
 * killed, afterwards every contract and every award was announced once: none twice, and none is missing.
 */
import { startLoopbackServer } from "@belfry/testkit";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallApi } from "../support/call-api.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";
import { campaignRule, installCampaign, startCampaignOffice, type CampaignOffice } from "./campaign-office.ts";

/** The sixth contract ends with the lucky number, and 李青 reaches a tier with it. */
const contracts = [1, 2, 3, 4, 5, 6].map((n) => ({ id: `c-${n}`, who: "李青", yuan: 20_000 }));

let school: School;
let office: CampaignOffice;
beforeEach(async () => {
  school = await startSchool();
  await school.database.clock.set("2025-05-06T11:00:00+08:00");
  office = await startCampaignOffice();
  office.answer(contracts);
}, 300_000);
afterEach(async () => {
  await school[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
});

const start = async (api: CallApi) =>
  (await api<{ executionId: number }>("POST", "/v1/rules/signing-incentive/trigger", {})).executionId;

/** What came to the groups: each contract of the city's group, each contract of the awards' group. */
function announced(): string[] {
  return office.wecom.received.map(({ to, text }) => `${to.join()} ${/YHWX-c-\d+/.exec(text)?.[0] ?? text}`).toSorted();
}

const everything = ["北京奖励群 YHWX-c-6", ...contracts.map(({ id }) => `北京签约群 YHWX-${id}`)].toSorted();

async function expectTheLedgerAgrees(api: CallApi): Promise<void> {
  const totals = await api("GET", "/v1/incentives/totals?campaign=BJ-2025-05");
  expect(totals).toMatchObject({ contracts: 6, amountFen: 12_000_000, people: 1 });
  const { rows } = await school.database.store.query<{ state: string; n: number }>({
    name: "test-tellings",
    text: "select state, count(*)::int as n from belfry.incentive_tellings group by 1",
  });
  expect(rows).toEqual([{ state: "told", n: everything.length }]);
}

test("contracts are booked and announced, and the next run announces what is new", async () => {
  await using belfry = await school.spawn({ allow: office.hosts });
  await installCampaign(belfry.api, office);
  office.answer(contracts.slice(0, 4));
  expect(await endedExecution(belfry.api, await start(belfry.api))).toMatchObject({ state: "success" });
  expect(announced()).toHaveLength(4);
  office.answer(contracts);
  expect(await endedExecution(belfry.api, await start(belfry.api))).toMatchObject({ state: "success" });
  expect(announced()).toEqual(everything);
  expect(office.wecom.received.find(({ to }) => to.includes("北京奖励群"))?.text).toContain("接好运");
  expect(await endedExecution(belfry.api, await start(belfry.api))).toMatchObject({ state: "success" });
  expect(announced()).toEqual(everything);
  await expectTheLedgerAgrees(belfry.api);
}, 300_000);

/** Where the process is killed: before this step of the rule, or of its block. */
const points = [
  { name: "before anything was booked", place: 1, inBlock: undefined, reached: 1 },
  { name: "when it was booked, and nothing was said", place: 2, inBlock: undefined, reached: 1 },
  { name: "before something is said", place: undefined, inBlock: 0, reached: 1 },
  { name: "between saying and noting it", place: undefined, inBlock: 1, reached: 1 },
  { name: "when something was noted", place: undefined, inBlock: 2, reached: 1 },
] as const;

test.each(points)(
  "killed $name, it goes on, and everything is announced once",
  async ({ place, inBlock, reached }) => {
    let isOpen = false;
    let waiting = 0;
    await using barrier = await startLoopbackServer((_request, response) => {
      waiting += 1;
      if (isOpen) response.end("go on");
    });
    const rule = await campaignRule();
    const step = { id: "barrier", use: "http.request", with: { url: barrier.url, response: "none" } };
    if (place !== undefined) rule.actions.splice(place, 0, step);
    else rule.actions.find(({ id }) => id === "each_telling")?.do?.splice(inBlock, 0, step);
    const allow = [...office.hosts, new URL(barrier.url).host];
    await using first = await school.spawn({ allow });
    await installCampaign(first.api, office, rule);
    const id = await start(first.api);
    await until("the barrier is reached", () => (waiting >= reached ? true : undefined));
    await first.kill();

    isOpen = true;
    await using second = await school.spawn({ allow });
    expect(await endedExecution(second.api, id)).toMatchObject({ state: "success" });
    expect(announced()).toEqual(everything);
    // The next poll gets the same contracts.
    expect(await endedExecution(second.api, await start(second.api))).toMatchObject({ state: "success" });
    expect(announced()).toEqual(everything);
    await expectTheLedgerAgrees(second.api);
  },
  300_000,
);

test("killed and given up, the next run says what the one before could not", async () => {
  await using barrier = await startLoopbackServer(() => undefined);
  const rule = await campaignRule();
  const step = { id: "barrier", use: "http.request", with: { url: barrier.url, response: "none" } };
  rule.actions.find(({ id }) => id === "each_telling")?.do?.splice(1, 0, step);
  const allow = [...office.hosts, new URL(barrier.url).host];
  await using first = await school.spawn({ allow });
  await installCampaign(first.api, office, rule);
  const id = await start(first.api);
  await until("something was said", () => (office.wecom.received.length > 0 ? true : undefined));
  await first.api("POST", `/v1/executions/${id}/cancel`);
  await first.kill();

  await using second = await school.spawn({ allow });
  await second.api("PUT", `/v1/rules/${rule.rule}`, { ...(await campaignRule()), triggers: [] });
  expect(await endedExecution(second.api, await start(second.api))).toMatchObject({ state: "success" });
  expect(announced()).toEqual(everything);
  await expectTheLedgerAgrees(second.api);
}, 300_000);
