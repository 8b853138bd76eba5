import { expect, test } from "vitest";
import { createPeerWatch } from "./watch-peers.ts";

function watch() {
  let now = 0;
  const peers = createPeerWatch({ silentMs: 10_000, monotonicMs: () => now });
  return {
    /** Looks every second for so long, and returns who was ever gone. */
    during(ms: number, see: (at: number) => { id: number; beat: number; alive: boolean }[]): number[] {
      const gone = new Set<number>();
      for (const end = now + ms; now < end; now += 1_000) for (const peer of peers.look(see(now))) gone.add(peer.id);
      return [...gone];
    },
    standStill(ms: number) {
      now += ms;
    },
  };
}

test("a node without its lock is gone at once, one whose beat stands still after the silence, one that beats never", () => {
  const w = watch();
  expect(w.during(1_000, () => [{ id: 1, beat: 5, alive: false }])).toEqual([1]);
  expect(w.during(10_000, () => [{ id: 2, beat: 5, alive: true }])).toEqual([]);
  expect(w.during(3_000, () => [{ id: 2, beat: 5, alive: true }])).toEqual([2]);
  expect(w.during(60_000, (at) => [{ id: 3, beat: at, alive: true }])).toEqual([]);
});

test("a node that stood still itself takes nobody for dead because of that", () => {
  const w = watch();
  expect(w.during(3_000, () => [{ id: 1, beat: 7, alive: true }])).toEqual([]);
  // The machine was suspended, with all nodes on it.
  w.standStill(3_600_000);
  expect(w.during(5_000, () => [{ id: 1, beat: 7, alive: true }])).toEqual([]);
});
