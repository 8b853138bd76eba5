import {
  readCampaign,
  readCampaigns,
  findCampaign,
  evaluate,
  emptyState,
  noFigures,
  stateFromJson,
  stateToJson,
  type Contract,
} from "@belfry/incentive";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { contract, contracts } from "./contracts.ts";

const shipped = await readCampaigns();
const may = findCampaign(shipped, "BJ-2025-05@2025-05");
const { campaign: plain } = readCampaign(`
campaign: BJ-2026-07
revision: "1"
name: July
city: 北京
period: { from: 2026-07-01, until: 2026-07-31 }
person: 管家
tiers:
  minContracts: 3
  levels: [{ award: 达标奖, from: 30000 }, { award: 优秀奖, from: 60000 }, { award: 精英奖, from: 90000 }]
caps: { perContract: 25000 }
awards: { 达标奖: 200, 优秀奖: 400, 精英奖: 600 }
messages: { group: "{{ name }}" }
`);

const anyContracts = fc
  .array(
    fc.record({
      housekeeper: fc.constantFrom("管家A", "管家B", "管家C"),
      provider: fc.constantFrom("服务商A", "服务商B"),
      project: fc.constantFrom("GD1", "GD2", "GD3", "GD4"),
      amountFen: fc.integer({ min: 0, max: 12_000_000 }),
      sourceType: fc.constantFrom(1, 2, 3, 4, 5),
      address: fc.constantFrom("", "地址甲", "地址乙"),
      historicalNumber: fc.constantFrom("", "", "", "OLD-1"),
      sourcePerformanceFen: fc.integer({ min: 0, max: 12_000_000 }),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((fields, i): Contract => contract(`c${i}`, fields)));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const personsAfter = (list: readonly Contract[]) => evaluate(plain, undefined, list).state.persons;

/** What is known of each person in the end, whatever order tiers were granted in. */
const final = (list: readonly Contract[]) =>
  [...personsAfter(list)]
    .map(([person, figures]) => [person, { ...figures, held: figures.held.toSorted() }] as const)
    .toSorted(([a], [b]) => a.localeCompare(b));

describe.each(shipped.map((campaign) => [`${campaign.campaign}@${campaign.revision}`, campaign] as const))(
  "%s, whatever contracts come",
  (_name, campaign) => {
    test("known contracts give nothing and change nothing", () => {
      fc.assert(
        fc.property(anyContracts, (list) => {
          const once = evaluate(campaign, emptyState(campaign), list);
          const twice = evaluate(campaign, once.state, list);
          if (campaign.refresh === "append") expect(twice.rows).toEqual([]);
          else expect(twice.rows).toEqual(once.rows);
          expect({ ...stateToJson(twice.state), projects: {}, addresses: [] }).toEqual({
            ...stateToJson(once.state),
            projects: {},
            addresses: [],
          });
        }),
        { numRuns: 30 },
      );
    });

    test("rewards are those of the rows, each with its amount, and no tier is granted twice", () => {
      fc.assert(
        fc.property(anyContracts, (list) => {
          const { rows, rewards, state } = evaluate(campaign, undefined, list);
          const ofRows = rows.flatMap((row) => row.rewards.map(({ amountFen = 0 }) => amountFen));
          expect(rewards).toHaveLength(ofRows.length);
          expect(sum(rewards.map(({ amountFen = 0 }) => amountFen))).toBe(sum(ofRows));
          const tiers = rewards.filter(({ kind }) => kind === "tier").map(({ person, name }) => `${person} ${name}`);
          expect(new Set(tiers).size).toBe(tiers.length);
          expect(tiers).toHaveLength([...state.persons.values()].flatMap(({ held }) => held).length);
        }),
        { numRuns: 30 },
      );
    });

    test("the figures of a person are the sums of the rows, and numbers follow each other", () => {
      fc.assert(
        fc.property(anyContracts, (list) => {
          const { rows, state } = evaluate(campaign, undefined, list);
          const counted = rows.filter(({ historical }) => !historical);
          expect(counted.map(({ sequence }) => sequence)).toEqual(counted.map((_row, i) => i + 1));
          for (const [person, figures] of state.persons) {
            const own = counted.filter((row) => row.person === person);
            expect(figures.count).toBe(own.length);
            expect(figures.platformCount + figures.selfReferralCount).toBe(own.length);
            const performance = sum(own.map(({ countedFen }) => countedFen));
            if (!campaign.quirks.wholeYuanTotals) expect(figures.performanceFen).toBe(performance);
            for (const {
              countedFen,
              contract: { amountFen },
            } of own)
              if (campaign.performance === "amount") expect(countedFen).toBeLessThanOrEqual(amountFen);
          }
        }),
        { numRuns: 30 },
      );
    });

    test("many runs are as good as one", () => {
      const { projectQuotaPerRun, addressMemoryPerRun } = campaign.quirks;
      if (projectQuotaPerRun || addressMemoryPerRun || campaign.refresh === "recompute") return;
      fc.assert(
        fc.property(anyContracts, fc.nat(60), (list, cut) => {
          const whole = evaluate(campaign, undefined, list);
          const first = evaluate(campaign, undefined, list.slice(0, cut));
          const stored = stateFromJson(JSON.parse(JSON.stringify(stateToJson(first.state))));
          const second = evaluate(campaign, stored, list);
          expect([...first.rows, ...second.rows]).toEqual(whole.rows);
          expect(stateToJson(second.state)).toEqual(stateToJson(whole.state));
        }),
        { numRuns: 30 },
      );
    });
  },
);

test("sums and tiers that are held in the end do not depend on the order of contracts", () => {
  fc.assert(
    fc.property(anyContracts, fc.infiniteStream(fc.nat()), (list, numbers) => {
      const shuffled = list
        .map((one) => ({ one, key: numbers.next().value as number }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ one }) => one);
      expect(final(shuffled)).toEqual(final(list));
    }),
    { numRuns: 100 },
  );
});

test("tiers are monotone: more money never means fewer tiers", () => {
  fc.assert(
    fc.property(anyContracts, fc.nat(5_000_000), (list, more) => {
      const richer = personsAfter(list.map((one) => ({ ...one, amountFen: one.amountFen + more })));
      for (const [person, figures] of personsAfter(list))
        expect(richer.get(person)?.held).toEqual(expect.arrayContaining([...figures.held]));
    }),
    { numRuns: 100 },
  );
});

test("the state that was handed in stays as it was", () => {
  const first = evaluate(may, undefined, contracts(3));
  const before = JSON.stringify(stateToJson(first.state));
  evaluate(may, first.state, contracts(9));
  expect(JSON.stringify(stateToJson(first.state))).toBe(before);
});

test("a contract that comes twice in one run counts once", () => {
  const { rows } = evaluate(may, undefined, [contract("c1"), contract("c1"), contract("c2")]);
  expect(rows.map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test("without the quirk the gap never names a tier that is held", () => {
  const held = { ...evaluate(plain, undefined, []).state, persons: new Map() };
  const figures = { ...noFigures, count: 5, totalFen: 7_000_000, performanceFen: 7_000_000, held: ["精英奖"] };
  const state = { ...held, persons: new Map([["管家A", figures]]) };
  expect(evaluate(plain, state, [contract("c1")]).rows[0]?.remark).toBe("无");
  const quirky = { ...plain, quirks: { ...plain.quirks, gapNamesHeldTier: true } };
  expect(evaluate(quirky, state, [contract("c1", { amountFen: 2_500_000 })]).rows[0]?.remark).toBe(
    "距离 精英奖 还需 -5,000 元",
  );
});

test("without the quirks project caps and addresses are remembered from run to run", () => {
  const october = findCampaign(shipped, "BJ-2025-10");
  const rule = { ...october, quirks: { ...october.quirks, projectQuotaPerRun: false } };
  const first = evaluate(rule, undefined, [contract("c1", { project: "GDR", amountFen: 4_000_000 })]);
  const second = evaluate(rule, first.state, [contract("c2", { project: "GDR", amountFen: 4_000_000 })]);
  expect(second.rows[0]?.countedFen).toBe(1_000_000);
  const september = findCampaign(shipped, "SH-2025-09@2025-09-pipeline");
  const remembers = { ...september, quirks: { ...september.quirks, addressMemoryPerRun: false } };
  const own = { sourceType: 1, address: "地址甲" };
  const before = evaluate(remembers, undefined, [contract("c1", own)]);
  expect(before.rewards.map(({ name }) => name)).toEqual(["红包"]);
  expect(evaluate(remembers, before.state, [contract("c2", own)]).rewards).toEqual([]);
});

test("a campaign that recomputes says which contracts left the source", () => {
  const broadcast = findCampaign(shipped, "BJ-PERFORMANCE-BROADCAST");
  const first = evaluate(
    broadcast,
    undefined,
    contracts(3, () => ({ sourcePerformanceFen: 100 })),
  );
  const second = evaluate(broadcast, first.state, [contract("c1"), contract("c3")]);
  expect(second.gone).toEqual(["c2"]);
  expect(second.rows.map(({ sequence }) => sequence)).toEqual([1, 2]);
});

test("a negative amount and the state of another campaign are refused", () => {
  expect(() => evaluate(may, undefined, [contract("c1", { amountFen: -1 })])).toThrow("合同金额不能为负数");
  expect(() => evaluate(may, emptyState(plain), [])).toThrow("The state is of BJ-2026-07@1");
  expect(() => stateFromJson({ campaign: "x" })).toThrow("state of the campaign cannot be used");
});
