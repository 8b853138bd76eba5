import { inventStudent } from "./invented-student.ts";
import { seededRandom } from "./seeded-random.ts";
import type { SeededRandom } from "./seeded-random.ts";
import type { GateRecord, GateRecords } from "./gate-record.ts";

export interface NightOptions {
  /** Building codes. */
  readonly buildings: readonly string[];
  /** The evening on which the night begins, `YYYY-MM-DD`. */
  readonly date: string;
  /** How many records each building has: one number, or the least and the most of them. */
  readonly perBuilding: number | readonly [least: number, most: number];
  /** Another seed invents other people. @default "belfry" */
  readonly seed?: string;
  /** When the night begins. @default "23:20:00" */
  readonly startTime?: string;
  /** When it ends, on the next morning if this is not after the start. @default "05:30:00" */
  readonly endTime?: string;
}

// One record in six is another pass of somebody who is already in the list: the reader has to de-duplicate.
const repeatedPassEvery = 6;
// People to draw from. Far more than pass in one night, so that two nights are not the same list.
const residentsAtLeast = 160;
const dayMs = 86_400_000;

/** Invents the late returns of one night, newest first. The same options give the same records, always and everywhere. */
export function generateNight(options: NightOptions): GateRecords {
  return Object.fromEntries(options.buildings.map((building) => [building, nightOfBuilding(building, options)]));
}

function nightOfBuilding(building: string, options: NightOptions): GateRecord[] {
  const { date, perBuilding, seed = "belfry", startTime = "23:20:00", endTime = "05:30:00" } = options;
  const random = seededRandom(seed, "night", date, building);
  const count = typeof perBuilding === "number" ? perBuilding : random.integer(...perBuilding);
  const begin = Date.parse(`${date}T${startTime}Z`);
  const sameDayEnd = Date.parse(`${date}T${endTime}Z`);
  const end = sameDayEnd > begin ? sameDayEnd : sameDayEnd + dayMs;
  const residents = shuffledIndexes(random, Math.max(residentsAtLeast, count));
  const records = Array.from({ length: count }, (_, number): GateRecord => {
    const isRepeated = number % repeatedPassEvery === repeatedPassEvery - 1;
    // The five before a repeated one are first passes, so the person drawn from them is really in the list.
    const index = residents[isRepeated ? random.integer(number - repeatedPassEvery + 1, number - 1) : number] ?? 0;
    return {
      ...inventStudent({ seed, building, index, academicYear: academicYearOf(date) }),
      passTimeText: passTime(random, begin, end),
    };
  });
  return records.toSorted((a, b) => b.passTimeText.localeCompare(a.passTimeText));
}

/** The square makes most people come in soon after the doors close, and a few before dawn. */
function passTime(random: SeededRandom, begin: number, end: number): string {
  const offsetSeconds = Math.floor(random.fraction() ** 2 * ((end - begin) / 1_000));
  return new Date(begin + offsetSeconds * 1_000).toISOString().slice(0, 19).replace("T", " ");
}

function shuffledIndexes(random: SeededRandom, size: number): number[] {
  const indexes = Array.from({ length: size }, (_, index) => index);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = random.integer(0, last);
    [indexes[last], indexes[other]] = [indexes[other] ?? 0, indexes[last] ?? 0];
  }
  return indexes;
}

function academicYearOf(date: string): number {
  const year = Number(date.slice(0, 4));
  return Number(date.slice(5, 7)) >= 9 ? year : year - 1;
}
