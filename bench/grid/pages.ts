/**
 * `npm run bench -- grid-pages [CELLS]`: pages of a grid with so many stored cells, a day of 30,000 after the other, asked of
 * the real server one after the other: the first page, pages far behind it, and what people pick out; and the heat map,
 * a month of it rolled up by platform and fifty shops at a time.
 */
import { numbersOf } from "../support/args.ts";
import { percentile } from "../support/percentile.ts";
import { DAY, keepAlive, openGridServer, PLATFORMS, SHOPS, TASKS } from "./grid-server.ts";

const [wanted = 0] = numbersOf(2_000_000);
const TIMES = 20;
const days = Math.max(1, Math.round(wanted / (PLATFORMS * SHOPS * TASKS.length)));

await using server = await openGridServer();
const { store } = server.database;
await server.makeGrid("stored", {});
const began = performance.now();
await server.generate("stored");
// What was done on the days before. Of each day one cell in a thousand has failed.
await store.pool.query(
  `insert into belfry.grid_periods (grid_id, label, start_on, end_on)
   select 1, d::date, d, d from generate_series($1::date - $2::int, $1::date - 2, '1 day') d`,
  [DAY, days],
);
await store.pool.query(
  `select belfry.ensure_grid_months(array(select distinct date_trunc('month', start_on)::date from belfry.grid_periods))`,
);
const { rows: periods } = await store.pool.query<{ id: number }>(
  "select id from belfry.grid_periods p where not exists (select from belfry.grid_cells c where c.period_id = p.id) order by id",
);
for (const { id } of periods)
  await store.pool.query(
    `insert into belfry.grid_cells (month, grid_id, task_type_id, period_id, member_id, group_id, priority, run_at, updated_at, state)
     select date_trunc('month', p.start_on), 1, t.id, p.id, m.id, m.group_id, 100, belfry.now(), belfry.now(),
       case when (m.id + p.id) % 1000 = 0 then 'failed' else 'done' end
     from belfry.grid_periods p, belfry.grid_task_types t, belfry.grid_members m where p.id = $1`,
    [id],
  );
await store.pool.query("vacuum analyze belfry.grid_cells");
const fillMs = Math.round(performance.now() - began);
const { rows: counted } = await store.pool.query<{ n: number }>("select count(*)::int as n from belfry.grid_cells");

interface Page {
  readonly items: readonly unknown[];
  readonly nextCursor: string | null;
}
const agent = keepAlive();
const all: number[] = [];

/** How long pages take of which each begins where the one before ended. */
async function pagesOf(query: string): Promise<{ readonly p95Ms: number; readonly items: number }> {
  const took: number[] = [];
  let cursor: string | null = null;
  let items = 0;
  for (let n = 0; n < TIMES; n += 1) {
    const path: string = `/v1/grids/stored/cells?limit=100&${query}${cursor === null ? "" : `&cursor=${cursor}`}`;
    const from = performance.now();
    const page = await server.call<Page>(agent, "GET", path);
    took.push(performance.now() - from);
    cursor = page.nextCursor;
    items += page.items.length;
  }
  all.push(...took);
  return { p95Ms: percentile(took, 0.95), items };
}

const pages = {
  newest: await pagesOf("from=2000-01-01"),
  failed: await pagesOf("from=2000-01-01&states=failed"),
  platform: await pagesOf("from=2000-01-01&only=platform%3Dp3"),
  shop: await pagesOf("from=2000-01-01&only=shop%3Dshop-1234"),
  text: await pagesOf("from=2000-01-01&text=shop-12"),
  oldest: await pagesOf("from=2000-01-01&until=2025-08-31"),
};

/** How long pages of the heat map take, of which each shows the rows after the one before. */
async function mapsOf(query: string): Promise<{ readonly p95Ms: number; readonly rows: number }> {
  const took: number[] = [];
  let cursor: string | null = null;
  let rows = 0;
  for (let n = 0; n < TIMES; n += 1) {
    const path: string = `/v1/grids/stored/map?${query}${cursor === null ? "" : `&cursor=${cursor}`}`;
    const from = performance.now();
    const page = await server.call<Page>(agent, "GET", path);
    took.push(performance.now() - from);
    cursor = page.nextCursor;
    rows += page.items.length;
  }
  all.push(...took);
  return { p95Ms: percentile(took, 0.95), rows };
}

const maps = {
  platforms: await mapsOf("rows=platform&columns=31&from=2000-01-01"),
  shops: await mapsOf("rows=shop&columns=31&limit=50&from=2000-01-01"),
  oldShops: await mapsOf("rows=shop&columns=31&limit=50&from=2000-01-01&until=2025-08-31"),
};
agent.destroy();
const p95Ms = percentile(all, 0.95);
process.stdout.write(
  `${JSON.stringify({ bench: "grid-pages", cells: counted[0]?.n, days, fillMs, p95Ms, pages, maps, bars: { p95Ms: 300 } })}\n`,
);
