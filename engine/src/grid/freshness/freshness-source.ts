import { createKick } from "../../node/kick.ts";
import type { NodeDeps } from "../../node/node-deps.ts";
import type { NodeSource, SourceOptions } from "../../node/due-sources.ts";
import { settleFreshnessLook } from "../../sql/grid/freshness/settle-freshness-look.ts";
import { takeFreshnessLook } from "../../sql/grid/freshness/take-freshness-look.ts";
import { selectWorkGrid } from "../../sql/grid/select-work-grid.ts";
import { tellFreshness } from "./tell-freshness.ts";
import { watchPeriods, type WatchedGrid } from "./watch-periods.ts";

/** What is complete is told so soon; nobody waits for a report by the second. */
const LOOK_EVERY_MS = 15_000;
const IDLE_EVERY_MS = 60_000;

/** Grids whose cells are to be complete by some time. */
export function createFreshnessSource(deps: NodeDeps, { takes, fail }: SourceOptions): NodeSource {
  const onDue = createKick(async () => {
    while (takes() && (await lookAtFreshness(deps)));
  }, fail("freshness"));
  return {
    name: "freshness",
    nextDueSql: "(select min(look_at) from belfry.grid_deadline_looks)",
    onDue,
    stop: () => onDue.stop(),
  };
}

/** Looks at the grid whose turn it is. Returns false when there is none. */
async function lookAtFreshness(deps: NodeDeps): Promise<boolean> {
  const { store, registry, calendars } = deps;
  // A node that dies now leaves it to others, a moment later.
  const look = await takeFreshnessLook(store, LOOK_EVERY_MS);
  if (look === undefined) return false;
  const { gridId, now } = look;
  const grid = await selectWorkGrid(store, { id: gridId });
  const again = (ms: number) => new Date(now.getTime() + ms);
  if (grid === undefined) {
    await settleFreshnessLook(store, gridId, { ...look, lookAt: again(IDLE_EVERY_MS) });
    return true;
  }
  const { definition } = grid;
  const calendar = definition.calendar === undefined ? undefined : (await calendars.current()).get(definition.calendar);
  const watched: WatchedGrid = { ...look, definition, calendar };
  const timeZone = deps.services.timeZone;
  const seen = await watchPeriods({ store, registry, calendars, timeZone }, watched);
  const { told, next, waits } = await tellFreshness(deps, watched);
  if (told) {
    deps.onAccepted();
    deps.feed.changed("grids", watched.slug);
  }
  const regular = again(waits ? LOOK_EVERY_MS : IDLE_EVERY_MS);
  await settleFreshnessLook(store, gridId, { ...seen, lookAt: next !== undefined && next < regular ? next : regular });
  return true;
}
