import { generateNight } from "./generate-night.ts";
import type { NightOptions } from "./generate-night.ts";
import type { ListQuery } from "./list-query.ts";
import type { GateRecord, GateRecords } from "./gate-record.ts";

/** How the gate invents records for any night that somebody asks for. */
export type InventedNights = Omit<NightOptions, "buildings" | "date">;

// Somebody who asks for more gets the newest year. It only keeps a mistyped year from inventing a million nights.
const nightsAtMost = 366;
const dayMs = 86_400_000;

/** All records of a building in a window, both ends included, in the order in which they are kept. */
export function recordsInWindow(
  source: { readonly records: GateRecords; readonly inventedNights: InventedNights | undefined },
  query: Pick<ListQuery, "building" | "beginTime" | "endTime">,
): GateRecord[] {
  const { building, beginTime, endTime } = query;
  const invented = source.inventedNights === undefined ? [] : inventNights(source.inventedNights, query);
  return [...invented, ...(source.records[building.code] ?? [])].filter(
    ({ passTimeText }) => beginTime <= passTimeText && passTimeText <= endTime,
  );
}

function inventNights(
  nights: InventedNights,
  { building, beginTime, endTime }: Pick<ListQuery, "building" | "beginTime" | "endTime">,
): GateRecord[] {
  const lastEvening = Date.parse(`${endTime.slice(0, 10)}T00:00:00Z`);
  // A window that begins after midnight still lies in the night of the evening before.
  const firstEvening = Date.parse(`${beginTime.slice(0, 10)}T00:00:00Z`) - dayMs;
  const records: GateRecord[] = [];
  for (let night = 0; night < nightsAtMost; night += 1) {
    const evening = lastEvening - night * dayMs;
    if (!(evening >= firstEvening)) break;
    const date = new Date(evening).toISOString().slice(0, 10);
    records.push(...(generateNight({ ...nights, buildings: [building.code], date })[building.code] ?? []));
  }
  return records;
}
