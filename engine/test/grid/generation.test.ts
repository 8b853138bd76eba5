import { expect, test } from "vitest";
import { startTestEngine } from "@belfry/testkit";
import { useEngine } from "../start-engine.ts";
import { by, cellsOf, countsDiffer, shop, shopGrid, shops } from "./grid-fixture.ts";

const engine = useEngine();

test("a generation makes one cell for each shop, and says apart what it made and what was there", async () => {
  const t = engine();
  await t.engine.saveGrid(
    shopGrid("counts", [
      { task: "badscore", period: -1, where: { platform: ["pdd"] } },
      { task: "chat", period: -1 },
      { task: "weekly", schedule: "weekly", period: [-9, -3] },
    ]),
    by,
  );
  await t.engine.saveGridMembers("counts", [...shops("pdd", 3), ...shops("tm", 2)], by);
  const first = await t.engine.generateGrid("counts", { schedule: "daily", date: "2025-10-04" }, by);
  expect(first).toMatchObject({ baseDate: "2025-10-04", platforms: ["pdd", "tm"], created: 8, existing: 0, failed: 0 });
  expect(first.tasks.map(({ task, period, created }) => [task, period?.label, created])).toEqual([
    ["badscore", "2025-10-03", 3],
    ["chat", "2025-10-03", 5],
  ]);
  await t.engine.saveGridMembers("counts", [shop("tm", "new")], by);
  const second = await t.engine.generateGrid("counts", { schedule: "daily", date: "2025-10-04" }, by);
  expect(second).toMatchObject({ created: 1, existing: 8 });
  const only = { platform: ["tm"] };
  expect(await t.engine.generateGrid("counts", { date: "2025-10-04", only }, by)).toMatchObject({
    platforms: ["tm"],
    tasks: [
      { task: "chat", created: 0, existing: 3 },
      { task: "weekly", created: 3, period: { label: "2025-09-25_2025-10-01" } },
    ],
  });
  expect(await t.engine.countGridCells("counts", { from: "2025-09-01", by: ["platform"], tasks: ["chat"] })).toEqual([
    expect.objectContaining({ of: { platform: "pdd" }, total: 3, states: expect.objectContaining({ pending: 3 }) }),
    expect.objectContaining({ of: { platform: "tm" }, total: 3 }),
  ]);
  expect(await countsDiffer(t)).toEqual([]);
  expect(await t.engine.listGridGenerations("counts", { limit: 2 })).toMatchObject([
    { baseDate: "2025-10-04", askedBy: by.by.name },
    { askedBy: by.by.name },
  ]);
});

test("a shop that was added and one that was closed between two generations: cells only while they were open", async () => {
  const t = engine();
  await t.engine.saveGrid(
    shopGrid("lives", [
      { task: "daily", period: -1 },
      { task: "today", period: 0 },
      { task: "month", schedule: "monthly", period: "this_month" },
    ]),
    by,
  );
  await t.engine.saveGridMembers("lives", [shop("pdd", "a"), shop("pdd", "b"), shop("pdd", "c")], by);
  await t.engine.generateGrid("lives", { date: "2025-10-03" }, by);
  // b closes on the second; its cells of the second and of October stay, that of the third is not wanted any more.
  const closed = await t.engine.saveGridMembers(
    "lives",
    [shop("pdd", "b", { closesOn: "2025-10-02" }), shop("pdd", "d", { opensOn: "2025-10-04" })],
    by,
  );
  expect(closed).toEqual({ inserted: 1, changed: 1, removed: 0, retired: 1 });
  const dropped = await t.engine.removeGridMembers("lives", [{ platform: "pdd", shop: "c" }], by);
  expect(dropped).toEqual({ removed: 1, retired: 3 });
  expect(await t.engine.generateGrid("lives", { date: "2025-10-04" }, by)).toMatchObject({
    tasks: [
      { task: "daily", created: 1, existing: 0 },
      { task: "today", created: 2, existing: 0 },
      // d opens within October.
      { task: "month", created: 1, existing: 2 },
    ],
  });
  expect(await cellsOf(t, "lives")).toMatchObject({
    "daily 2025-10-02 b": "pending",
    "today 2025-10-03 b": "retired: member-closed",
    "month 2025-10 b": "pending",
    "daily 2025-10-02 c": "retired: member-removed",
    "today 2025-10-04 d": "pending",
    "month 2025-10 d": "pending",
  });
  expect((await cellsOf(t, "lives"))["today 2025-10-04 b"]).toBeUndefined();

  // It opens again: what was retired is wanted again, and counts as made.
  await t.engine.saveGridMembers("lives", [shop("pdd", "b")], by);
  const tasks = ["today"];
  expect(await t.engine.generateGrid("lives", { date: "2025-10-03", tasks }, by)).toMatchObject({ created: 1 });
  expect((await cellsOf(t, "lives"))["today 2025-10-03 b"]).toBe("pending");
  expect(await countsDiffer(t)).toEqual([]);
});

test("two nodes that generate the same period at once make each cell once, and their counts add up", async () => {
  const t = engine();
  await using other = await startTestEngine({ database: t.database, start: false });
  await t.engine.saveGrid(shopGrid("twice", [{ task: "a" }, { task: "b" }, { task: "c", period: "last_month" }]), by);
  await t.engine.saveGridMembers("twice", [...shops("pdd", 300), ...shops("tm", 200)], by);
  for (const date of ["2025-10-04", "2025-11-04", "2025-12-04"]) {
    const both = await Promise.all(
      [t, other, t, other].map(({ engine: node }) => node.generateGrid("twice", { date }, by)),
    );
    expect(both.map(({ failed }) => failed)).toEqual([0, 0, 0, 0]);
    expect(both.reduce((sum, { created }) => sum + created, 0)).toBe(1_500);
    for (const { created, existing } of both) expect(created + existing).toBe(1_500);
  }
  expect(await countsDiffer(t)).toEqual([]);
});

const refused = { broken: "The table tm_tasks has no column kpi_official_status." };

test("a task type that fails says why, and the others are generated", async () => {
  const t = engine();
  await t.engine.saveGrid(
    shopGrid(
      "partly",
      [{ task: "broken" }, { task: "unknown", period: { unit: "day", workdays: true } }, { task: "good" }],
      { calendar: "nobody-made-it" },
    ),
    by,
  );
  await t.engine.saveGridMembers("partly", shops("pdd", 2), by);
  expect(await t.engine.generateGrid("partly", { date: "2025-10-04", refused }, by)).toMatchObject({
    created: 2,
    failed: 2,
    tasks: [
      { task: "broken", created: 0, error: { code: "GRID_TARGET_REFUSED" } },
      { task: "unknown", period: null, error: { code: "GRID_DATE_UNDECIDED" } },
      { task: "good", created: 2, error: null },
    ],
  });
});

test("the state of a shop is that of today, whatever date is generated", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("cookies", [{ task: "cookie", period: 0, shopStatus: true }]), by);
  await t.engine.saveGridMembers("cookies", shops("tm", 2), by);
  const today = new Date((await t.database.clock.now()).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  expect(await t.engine.generateGrid("cookies", { date: "2025-09-01" }, by)).toMatchObject({
    created: 2,
    tasks: [{ period: { label: "2025-09-01" } }],
  });
  expect(Object.keys(await cellsOf(t, "cookies"))).toEqual([`cookie ${today} tm-0001`, `cookie ${today} tm-0002`]);
  expect(await t.engine.generateGrid("cookies", {}, by)).toMatchObject({ created: 0, existing: 2 });
});

test("a grid of four dimensions is generated and counted by each of the upper ones", async () => {
  const t = engine();
  const dimensions = ["platform", "country", "brand", "shop"].map((dimension) => ({ dimension, name: dimension }));
  await t.engine.saveGrid({ ...shopGrid("deep", [{ task: "a", where: { brand: ["x"] } }]), dimensions }, by);
  const members = ["pdd", "tm"].flatMap((platform) =>
    ["cn", "sg"].flatMap((country) =>
      ["x", "y"].map((brand) => ({ member: { platform, country, brand, shop: "one" } })),
    ),
  );
  await t.engine.saveGridMembers("deep", members, by);
  expect(await t.engine.generateGrid("deep", { date: "2025-10-04" }, by)).toMatchObject({ created: 4 });
  const counts = await t.engine.countGridCells("deep", { from: "2025-10-01", by: ["country", "brand"] });
  expect(counts.map(({ of, total }) => [of, total])).toEqual([
    [{ country: "cn", brand: "x" }, 2],
    [{ country: "sg", brand: "x" }, 2],
  ]);
});

test("merging keeps days and attributes that are not named, and null says that there is none", async () => {
  const t = engine();
  await t.engine.saveGrid(shopGrid("merges", [{ task: "a" }]), by);
  const save = (rest: Record<string, unknown>, merge = true) =>
    t.engine.saveGridMembers("merges", [shop("pdd", "a", rest)], { ...by, merge });
  const member = async () => (await t.engine.listGridMembers("merges", { limit: 1 }))[0];
  await save({ opensOn: "2025-01-01", closesOn: "2025-12-31", attributes: { owner: "Ann", cookie: true } });
  expect(await save({})).toMatchObject({ changed: 0 });
  expect(await save({ closesOn: null, attributes: { cookie: false } })).toMatchObject({ changed: 1 });
  expect(await member()).toMatchObject({
    opensOn: "2025-01-01",
    closesOn: null,
    attributes: { owner: "Ann", cookie: false },
  });
  expect(await save({}, false)).toMatchObject({ changed: 1 });
  expect(await member()).toMatchObject({ opensOn: null, closesOn: null, attributes: {} });
});
