/** What becomes of the rows of grids in time: counts are merged, removed grids go piece by piece, old months at once. */
import { expect, test } from "vitest";
import { clearRemovedGrids } from "../../src/sql/grid/clear-removed-grids.ts";
import { deleteExpiredGenerations } from "../../src/sql/grid/delete-expired-generations.ts";
import { dropGridMonth } from "../../src/sql/grid/drop-grid-month.ts";
import { mergeGridCounts } from "../../src/sql/grid/merge-grid-counts.ts";
import { useEngine } from "../start-engine.ts";
import { by, cellsOf, countsDiffer, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

/** How many rows of each table there are of a grid, also of one that was removed. */
async function rowsOf(slug: string): Promise<Record<string, number>> {
  const { rows } = await engine().database.store.pool.query<Record<string, number>>(
    `select (select count(*)::int from belfry.grids where id = any (ids)) as grids,
       (select count(*)::int from belfry.grid_members where grid_id = any (ids)) as members,
       (select count(*)::int from belfry.grid_cells where grid_id = any (ids)) as cells,
       (select coalesce(sum(n), 0)::int from belfry.grid_counts c join belfry.grid_task_types t on t.id = c.task_type_id
        where t.grid_id = any (ids)) as counted,
       (select count(*)::int from belfry.grid_generations where grid_id = any (ids)) as generations
     from (select array(select id from belfry.grids where slug = $1) as ids) g`,
    [slug],
  );
  return rows[0] ?? {};
}

test("a grid that was removed is gone at once, and its cells go piece by piece while another has its name", async () => {
  const { engine: grids, database } = engine();
  const tasks = [{ task: "a" }, { task: "b", period: 0 }];
  await grids.saveGrid(shopGrid("leaves", tasks), by);
  await grids.saveGridMembers("leaves", [...shops("pdd", 4), ...shops("tm", 3)], by);
  await grids.generateGrid("leaves", { date: "2025-10-04" }, by);
  await grids.removeGrid("leaves", by);
  await expect(grids.getGrid("leaves")).rejects.toMatchObject({ code: "GRID_NOT_FOUND" });
  await grids.saveGrid(shopGrid("leaves", tasks), by);
  await grids.saveGridMembers("leaves", shops("pdd", 1), by);
  await grids.generateGrid("leaves", { date: "2025-10-04" }, by);
  expect(await rowsOf("leaves")).toEqual({ grids: 2, members: 8, cells: 16, counted: 16, generations: 2 });

  const left: (number | undefined)[] = [];
  while (await clearRemovedGrids(database.store)) left.push((await rowsOf("leaves"))["cells"]);
  // One task type in one period at a time, and in the end the grid itself with all that belongs to it.
  expect(left).toEqual([9, 2, 2]);
  expect(await rowsOf("leaves")).toEqual({ grids: 1, members: 1, cells: 2, counted: 2, generations: 1 });
  const { rows } = await database.store.pool.query(
    "select from belfry.grid_counts where not exists (select from belfry.grid_task_types t where t.id = task_type_id)",
  );
  expect(rows).toEqual([]);
  expect(Object.keys(await cellsOf(engine(), "leaves"))).toHaveLength(2);
});

test("months that were kept long enough are dropped, the oldest first, with what was counted of them", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("ages", [{ task: "a" }, { task: "quarter", period: "last_quarter" }]), by);
  await t.engine.saveGridMembers("ages", shops("pdd", 3), by);
  for (const date of ["2019-05-10", "2019-06-10", "2022-01-10"]) await t.engine.generateGrid("ages", { date }, by);
  const labels = async () => [
    ...new Set((await t.engine.countGridCells("ages", { from: "2000-01-01" })).map(({ period }) => period.label)),
  ];
  expect(await labels()).toEqual(["2022-01-09", "2021-Q4", "2019-06-09", "2019-05-09", "2019-Q1"]);
  const { rows } = await t.database.store.pool.query<{ days: number }>(
    "select (belfry.now() at time zone 'UTC')::date - date '2019-06-15' as days",
  );
  const days = rows[0]?.days ?? 0;
  // June is not over on that day: January and May go, and nothing else however often it is asked.
  // It gives way to whoever uses the cells at this moment, and is asked again.
  for (let n = 0; n < 2; n += 1) await t.until(() => dropGridMonth(t.database.store, days));
  for (let n = 0; n < 2; n += 1) expect(await dropGridMonth(t.database.store, days)).toBe(false);
  expect(await labels()).toEqual(["2022-01-09", "2021-Q4", "2019-06-09"]);
  expect(await countsDiffer(t)).toEqual([]);
  // It can be generated again; that makes the month anew.
  expect(await t.engine.generateGrid("ages", { date: "2019-05-10" }, by)).toMatchObject({ created: 6, failed: 0 });
  expect(await countsDiffer(t)).toEqual([]);
});

test("what sessions counted by themselves is merged into one row, and the sums stay", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("sums", [{ task: "a" }]), by);
  await t.engine.saveGridMembers("sums", shops("pdd", 2), by);
  await Promise.all(
    ["2025-10-04", "2025-10-05", "2025-10-06"].map((date) => t.engine.generateGrid("sums", { date }, by)),
  );
  const before = await t.engine.countGridCells("sums", { from: "2025-01-01" });
  expect(await mergeGridCounts(t.database.store, 5_000)).toBeGreaterThan(0);
  expect(await mergeGridCounts(t.database.store, 5_000)).toBe(0);
  expect(await t.engine.countGridCells("sums", { from: "2025-01-01" })).toEqual(before);
  expect(await countsDiffer(t)).toEqual([]);
});

test("what generations came to expires, the oldest first and so many at once", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("results", [{ task: "a" }]), by);
  for (let n = 0; n < 3; n += 1) await t.engine.generateGrid("results", { date: "2025-10-04" }, by);
  await t.database.clock.advance(60_000);
  const before = await t.database.clock.now();
  await t.database.clock.advance(60_000);
  await t.engine.generateGrid("results", { date: "2025-10-05" }, by);
  let last = 0;
  for (let gone = -1; gone !== 0; last += gone)
    gone = await deleteExpiredGenerations(t.database.store, { before, limit: 2 });
  expect(last).toBeGreaterThanOrEqual(3);
  expect(await t.engine.listGridGenerations("results", { limit: 10 })).toMatchObject([{ baseDate: "2025-10-05" }]);
});

test("cells of task types that a grid no longer names retire, and are wanted again when it names them again", async () => {
  const t = engine();
  const both = shopGrid("shrinks", [{ task: "a" }, { task: "b" }]);
  await t.engine.saveGrid(both, by);
  await t.engine.saveGridMembers("shrinks", shops("pdd", 1), by);
  await t.engine.generateGrid("shrinks", { date: "2025-10-04" }, by);
  await t.engine.saveGrid(shopGrid("shrinks", [{ task: "b" }]), by);
  expect(await cellsOf(t, "shrinks")).toEqual({
    "a 2025-10-03 pdd-0001": "retired: task-removed",
    "b 2025-10-03 pdd-0001": "pending",
  });
  await t.engine.saveGrid(both, by);
  expect(await t.engine.generateGrid("shrinks", { date: "2025-10-04" }, by)).toMatchObject({ created: 1, existing: 1 });
  expect((await cellsOf(t, "shrinks"))["a 2025-10-03 pdd-0001"]).toBe("pending");
  const found = await t.engine.listGridCells("shrinks", { period: "2025-10-03", text: "PDD-0001", limit: 1 });
  expect(found.items).toMatchObject([{ task: "a" }]);
  const rest = await t.engine.listGridCells("shrinks", {
    period: "2025-10-03",
    text: "0001",
    limit: 1,
    after: found.next ?? undefined,
  });
  expect(rest).toMatchObject({ items: [{ task: "b" }], next: null });
});
