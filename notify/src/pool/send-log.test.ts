import fc from "fast-check";
import { expect, test } from "vitest";
import { countSends, fitsFrom, MINUTE, movedSends, SECOND, withSends, type SendLog } from "./send-log.ts";

/** What happens to a log: time goes on by so many milliseconds, and then so many want to be sent. */
const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 1, max: 7 })), {
  maxLength: 200,
});

test.each([
  ["minute", MINUTE],
  ["second", SECOND],
])("within any %s there are never more sends than its cap, whenever they are made", (_name, window) => {
  fc.assert(
    fc.property(steps, fc.integer({ min: 7, max: 20 }), (wanted, cap) => {
      let log: SendLog = [];
      let now = 1_772_323_200_000;
      const sent: { at: number; sends: number }[] = [];
      for (const [ms, sends] of wanted) {
        now += window === SECOND ? ms % 700 : ms;
        if (fitsFrom(log, window, { now, cap, sends }) > now) continue;
        log = withSends(log, window, now, sends);
        sent.push({ at: now, sends });
      }
      for (const { at } of sent) {
        const inWindow = sent.filter((one) => one.at > at - window.ms && one.at <= at);
        expect(inWindow.reduce((sum, { sends }) => sum + sends, 0)).toBeLessThanOrEqual(cap);
      }
    }),
  );
});

test("however long sends take to arrive, within any minute of the provider's there are never more than the cap", () => {
  const way = fc.integer({ min: 0, max: 20_000 });
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.integer({ min: 0, max: 9_000 }), way, way), { maxLength: 150 }), (wanted) => {
      const cap = 5;
      let log: SendLog = [];
      let now = 1_772_323_200_000;
      const arrived: number[] = [];
      for (const [ms, there, back] of wanted) {
        now = Math.max(now + ms, fitsFrom(log, MINUTE, { now, cap, sends: 1 }));
        const answered = now + there + back;
        arrived.push(now + there);
        // They are sent one after the other, so that what is under way is answered before the next one is begun.
        log = movedSends(withSends(log, MINUTE, now, 1), MINUTE, { from: now, to: answered, sends: 1 });
        now = answered;
      }
      for (const at of arrived)
        expect(arrived.filter((one) => one > at - MINUTE.ms && one <= at).length).toBeLessThanOrEqual(cap);
    }),
  );
});

test("a send that was answered late is counted once, from its answer on; one that was answered at once stays where it is", () => {
  const now = 1_772_323_200_000;
  const begun = withSends(withSends([], MINUTE, now, 3), MINUTE, now + 5_000, 2);
  const moved = movedSends(begun, MINUTE, { from: now, to: now + 8_000, sends: 1 });
  expect(countSends(moved, MINUTE, now + 8_000)).toBe(5);
  expect(countSends(moved, MINUTE, now + 60_500)).toBe(3);
  expect(countSends(moved, MINUTE, now + 65_500)).toBe(1);
  expect(countSends(moved, MINUTE, now + 68_250)).toBe(0);
  expect(movedSends(begun, MINUTE, { from: now, to: now + 200, sends: 1 })).toEqual(begun);
});

test("a send that was answered when it did not count any more counts again", () => {
  const now = 1_772_323_200_000;
  const log = withSends([], MINUTE, now, 1);
  const later = withSends(log, MINUTE, now + 70_000, 1);
  const moved = movedSends(later, MINUTE, { from: now, to: now + 80_000, sends: 1 });
  expect(countSends(moved, MINUTE, now + 80_000)).toBe(2);
});

test("the moment from which one more fits is true: nothing fits a millisecond before, and it fits then", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 59_000 }), { minLength: 1, maxLength: 40 }), (offsets) => {
      const start = 1_772_323_200_000;
      const log = offsets
        .toSorted((a, b) => a - b)
        .reduce<SendLog>((sum, offset) => withSends(sum, MINUTE, start + offset, 1), []);
      const now = start + 59_000;
      const cap = Math.ceil(offsets.length / 2);
      const from = fitsFrom(log, MINUTE, { now, cap, sends: 1 });
      expect(countSends(log, MINUTE, from)).toBeLessThan(cap);
      if (from > now) expect(countSends(log, MINUTE, from - 1)).toBeGreaterThanOrEqual(cap);
    }),
  );
});

test("a minute is used again half a second after it is over, at the latest", () => {
  const start = 1_772_323_200_123;
  const log = withSends([], MINUTE, start, 20);
  const from = fitsFrom(log, MINUTE, { now: start, cap: 20, sends: 1 });
  expect(from).toBeGreaterThan(start + 60_000);
  expect(from).toBeLessThanOrEqual(start + 60_500);
});

test("a clock that is set back makes nobody wait longer than a minute", () => {
  const later = 1_772_323_200_000 + 86_400_000;
  const log = withSends([], MINUTE, later, 20);
  const now = later - 86_400_000;
  expect(countSends(log, MINUTE, now)).toBe(20);
  expect(fitsFrom(log, MINUTE, { now, cap: 20, sends: 1 })).toBeLessThanOrEqual(now + 60_500);
});

test("however much is sent, the log stays short", () => {
  let log: SendLog = [];
  for (let ms = 0; ms < 120_000; ms += 97) log = withSends(log, MINUTE, 1_772_323_200_000 + ms, 1);
  expect(log.length).toBeLessThanOrEqual(242);
});
