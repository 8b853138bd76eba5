import { expect, test } from "vitest";
import { gateBuildings } from "./gate-buildings.ts";
import { generateNight } from "./generate-night.ts";

const campus = gateBuildings.map(({ code }) => code);
const night = generateNight({ buildings: campus, date: "2026-02-15", perBuilding: 30 });
const everybody = Object.values(night).flat();

test("the same options invent the same night, and another seed another one", () => {
  expect(generateNight({ buildings: campus, date: "2026-02-15", perBuilding: 30 })).toEqual(night);
  expect(generateNight({ buildings: campus, date: "2026-02-15", perBuilding: 30, seed: "other" })).not.toEqual(night);
});

test("every record lies in the night, across midnight", () => {
  const times = everybody.map(({ passTimeText }) => passTimeText).toSorted();
  expect(times.at(0)! >= "2026-02-15 23:20:00").toBe(true);
  expect(times.at(-1)! < "2026-02-16 05:30:00").toBe(true);
  expect(new Set(everybody.map(({ passTimeText }) => passTimeText.slice(0, 10))).size).toBe(2);
});

test("a window within one day stays on that day", () => {
  const evening = generateNight({
    buildings: ["1"],
    date: "2026-02-15",
    perBuilding: 40,
    startTime: "20:00:00",
    endTime: "22:00:00",
  });
  for (const { passTimeText } of evening["1"] ?? []) expect(passTimeText).toMatch(/^2026-02-15 2[01]:/);
});

test("in each building of thirty records some are another pass of somebody already listed", () => {
  for (const records of Object.values(night)) {
    expect(new Set(records.map(({ userId }) => userId)).size).toBeLessThan(30);
  }
});

test("a student number belongs to one person on the whole campus and on every night", () => {
  const tomorrow = Object.values(generateNight({ buildings: campus, date: "2026-02-16", perBuilding: 30 })).flat();
  const people = new Map<string, string>();
  for (const { userId, userName, roomName } of [...everybody, ...tomorrow]) {
    const person = `${userName} ${roomName}`;
    expect(people.get(userId) ?? person).toBe(person);
    people.set(userId, person);
  }
});

test("undergraduates and graduates, mapped and unmapped colleges all occur", () => {
  expect(new Set(everybody.map(({ studentType }) => studentType))).toEqual(new Set(["本科生", "研究生"]));
  const colleges = new Set(everybody.map(({ schoolInstituteName }) => schoolInstituteName));
  for (const college of ["电子信息与自动化学院", "理想学院", "生物工程学院", "化工学院"])
    expect(colleges).toContain(college);
});

test("the number of records can be a range, and a large one still has distinct people", () => {
  const sizes = campus.map(
    (building) => generateNight({ buildings: [building], date: "2026-02-15", perBuilding: [0, 3] })[building]?.length,
  );
  expect(new Set(sizes)).toEqual(new Set([0, 1, 2, 3]));
  const crowd = generateNight({ buildings: ["1"], date: "2026-02-15", perBuilding: 12_000 })["1"] ?? [];
  expect(new Set(crowd.map(({ userId }) => userId)).size).toBeGreaterThanOrEqual(10_000);
});
