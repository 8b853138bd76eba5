import type { Change } from "@belfry/engine";
import { expect, test } from "vitest";
import { createEventHub, type ServerEvent } from "./event-hub.ts";

function hub() {
  let hear: ((change: Change) => void) | undefined;
  const changes = {
    changed: () => undefined,
    subscribe: (listener: (change: Change) => void) => {
      hear = listener;
      return () => undefined;
    },
  };
  const events = createEventHub({ changes });
  const happen = (times: number) => {
    for (let n = 0; n < times; n += 1) hear?.({ topic: "rules", ids: [`rule-${n}`] });
  };
  const watch = (lastEventId?: string) => {
    const seen: ServerEvent[] = [];
    const stop = events.subscribe((event) => seen.push(event), lastEventId);
    return { seen, stop };
  };
  return { happen, watch };
}

test("a thousand missed events are told again, and one more is too many", () => {
  const { happen, watch } = hub();
  const { seen, stop } = watch();
  stop();
  const place = seen[0]!.id;
  happen(1_000);
  expect(watch(place).seen.map(({ ids }) => ids[0])).toEqual(Array.from({ length: 1_000 }, (_, n) => `rule-${n}`));
  happen(1);
  expect(watch(place).seen.map(({ event }) => event)).toEqual(["reset"]);
});

test("a reset names the place from which the stream goes on", () => {
  const { happen, watch } = hub();
  happen(3);
  const [reset] = watch("ffffffffffff-1").seen;
  happen(1);
  expect(watch(reset!.id).seen).toEqual([expect.objectContaining({ event: "rules", ids: ["rule-0"] })]);
});

test("an event that has not happened yet is nobody's place", () => {
  const { happen, watch } = hub();
  happen(1);
  const [hello] = watch().seen;
  const ahead = hello!.id.replace(/-1$/, "-2");
  expect(watch(ahead).seen[0]!.event).toBe("reset");
});

test("two hubs do not know each other's places", () => {
  const place = hub().watch().seen[0]!.id;
  expect(hub().watch(place).seen[0]!.event).toBe("reset");
});
