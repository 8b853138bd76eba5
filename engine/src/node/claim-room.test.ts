import { expect, test } from "vitest";
import { claimRoom, defaultReserved, filledBands, reservedPlaces } from "./claim-room.ts";

const reserved = reservedPlaces(100, defaultReserved);
const room = (running: readonly [number, number, number], claims = 0) =>
  claimRoom({ concurrency: 100, reserved, running, claims });

test("each band has at least one place of its own when there are four, and none when there are fewer", () => {
  expect(reserved).toEqual([20, 10, 5]);
  expect(reservedPlaces(4, defaultReserved)).toEqual([1, 1, 1]);
  expect(reservedPlaces(3, defaultReserved)).toEqual([0, 0, 0]);
});

test("an idle worker offers each band its own places and all that are shared", () => {
  expect(room([0, 0, 0])).toEqual({ own: [20, 10, 5], shared: 65, most: [85, 75, 70] });
});

test("a storm of normal work leaves the places of the others, and is asked again when enough are free", () => {
  expect(room([0, 75, 0]).most).toEqual([20, 0, 5]);
  expect(room([0, 60, 0]).most).toEqual([35, 0, 20]);
  expect(room([0, 50, 0]).most).toEqual([45, 25, 30]);
});

test("storms of all bands fill all places, and each has its own", () => {
  expect(room([85, 10, 5]).most).toEqual([0, 0, 0]);
  expect(room([85, 7, 5]).most).toEqual([0, 3, 0]);
});

test("a band is full when it took all that the more urgent ones left of what is shared", () => {
  const idle = room([0, 0, 0]);
  expect(filledBands(idle, [85, 10, 0])).toEqual({ 0: true, 1: true, 2: false });
  expect(filledBands(idle, [3, 0, 70])).toEqual({ 0: false, 1: false, 2: true });
});

const ofTwo = (claims: number) => claimRoom({ concurrency: 2, reserved: [0, 0, 0], running: [0, 0, 0], claims }).most;

test("with too few places for reserves each band comes first now and then", () => {
  expect([ofTwo(6), ofTwo(7), ofTwo(15)]).toEqual([
    [2, 2, 2],
    [0, 2, 0],
    [0, 0, 2],
  ]);
});
