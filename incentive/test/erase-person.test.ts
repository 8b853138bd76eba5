/** A person who is erased stands nowhere in the ledger any more, and the books say what they said. */
import { expect, test } from "vitest";
import { by, manyContracts, runOf, sourceRows, startLedger, type TestLedger } from "./ledger-fixture.ts";

const may = "BJ-2025-05";

/** Every column of the ledger in which a text stands, as `table.column`. */
async function columnsWith(ledger: TestLedger, text: string): Promise<string[]> {
  const columns = await ledger.rows<{ table: string; column: string }>(
    `select c.relname as "table", a.attname as "column" from pg_attribute a join pg_class c on c.oid = a.attrelid
     where c.relnamespace = 'belfry'::regnamespace and c.relkind = 'r' and c.relname like 'incentive\\_%'
       and a.attnum > 0 and not a.attisdropped order by 1, 2`,
  );
  const found: string[] = [];
  for (const { table, column } of columns) {
    const [row] = await ledger.rows<{ there: boolean }>(
      `select exists (select from belfry.${table} where strpos("${column}"::text, '${text}') > 0) as there`,
    );
    if (row?.there === true) found.push(`${table}.${column}`);
  }
  return found;
}

const sums = (ledger: TestLedger) =>
  ledger.rows(
    `select (select jsonb_agg(to_jsonb(e) - 'reason' order by id) from belfry.incentive_entries e) as entries,
       (select jsonb_agg(to_jsonb(d) order by day, person_id, provider) from belfry.incentive_days d) as days,
       (select jsonb_agg(to_jsonb(p) - 'key' - 'name' order by id) from belfry.incentive_people p) as people,
       (select jsonb_agg(to_jsonb(a) order by contract, position) from belfry.incentive_awards a) as awards,
       (select jsonb_agg(to_jsonb(c) - 'source' - 'figures' order by id) from belfry.incentive_contracts c) as contracts`,
  );

test("erased, a person stands in no column, every total stays, and the next evaluation changes nothing", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(may, { by });
  const rows = sourceRows([
    ...manyContracts(60, { people: 4 }),
    { id: "bad", who: "管家1", yuan: "abc" },
    { id: "bad-too", who: "李青", yuan: "管家1" },
  ]);
  await incentives.run(
    runOf(
      may,
      rows.map((row) => ({ ...row, 客户联系地址: `管家1 收` })),
    ),
  );
  const correction = { contract: "c-1", change: { amountFen: 100 }, reason: "管家1 录错" } as const;
  await incentives.correct(may, correction, { by });
  await incentives.run(runOf(may, sourceRows([{ id: "c-2", yuan: 5 }]), { complete: true }));
  const [before, told] = [await sums(ledger), await incentives.tellings(may, 500)];
  const standsIn = [
    "incentive_contracts.figures",
    "incentive_contracts.source",
    "incentive_corrections.reason",
    "incentive_entries.reason",
    "incentive_people.key",
    "incentive_people.name",
    "incentive_quarantine.raw",
    "incentive_tellings.text",
  ];
  expect(await columnsWith(ledger, "管家1")).toEqual(standsIn);

  const erased = await incentives.erasePerson(["管家1"]);
  // Each of the contracts names them at least in its address.
  expect(erased).toMatchObject({ incentive_people: 1, incentive_contracts: 60, incentive_quarantine: 2 });
  expect(await columnsWith(ledger, "管家1")).toEqual([]);
  expect(await incentives.findPerson(["管家1"])).toEqual([]);
  expect(await incentives.erasePerson(["管家1"])).toEqual({});
  // Another one is no second person of the same name, which the ledger could not hold.
  await incentives.erasePerson(["管家2"]);
  expect(await columnsWith(ledger, "管家2")).toEqual([]);

  expect(await sums(ledger)).toEqual(before);
  expect((await incentives.verifyIncentives())[0]?.wrong).toEqual([]);
  const { definition } = await incentives.getCampaign(may);
  expect((await incentives.putCampaign({ ...definition, revision: "2025-09" }, { by })).adjustments).toBe(0);
  expect(await sums(ledger)).toEqual(before);
  expect(await incentives.tellings(may, 500)).toHaveLength(told.length);
  // What the source still says of contracts that are booked changes nothing.
  expect(await incentives.run(runOf(may, rows.slice(0, 60)))).toMatchObject({ booked: 0, known: 60 });
  expect(await columnsWith(ledger, "管家1")).toEqual([]);
});

const at = (id: string, address: string) => ({ id, type: 1, address, day: "2025-09-03" });

test("two addresses that are erased stay two, and each keeps its award", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  const shipped = await incentives.shipped("SH-2025-09");
  await incentives.putCampaign({ ...(shipped as object), quirks: {} }, { by });
  const rows = sourceRows([
    at("c-1", "朝阳路 1 号 张三"),
    at("c-2", "海淀路 2 号 张三"),
    at("c-3", "朝阳路 1 号 张三"),
  ]);
  expect(await incentives.run(runOf("SH-2025-09", rows))).toMatchObject({ booked: 3, rewards: 2 });
  await incentives.erasePerson(["张三", "朝阳路 1 号", "海淀路 2 号"]);
  expect(await columnsWith(ledger, "张三")).toEqual([]);
  const { definition } = await incentives.getCampaign("SH-2025-09");
  const revised = { ...definition, revision: "2025-10" };
  expect((await incentives.putCampaign(revised, { by })).adjustments).toBe(0);
  expect((await incentives.totals({ campaign: "SH-2025-09", scope: null })).rewards).toBe(2);
});
