import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { abortWith } from "./abort-with.ts";

test("it is aborted with its parent, for the parent's reason", () => {
  const parent = new AbortController();
  using linked = abortWith(parent.signal);
  parent.abort(new Error("The process stops."));
  expect(linked.signal.reason).toEqual(new Error("The process stops."));
  expect(abortWith(parent.signal).signal.aborted).toBe(true);
});

test("by itself it is aborted alone, and what was disposed of leaves nothing at its parent", () => {
  const parent = new AbortController();
  {
    using linked = abortWith(parent.signal);
    linked.abort(new Error("It took too long."));
    expect(linked.signal.aborted).toBe(true);
    expect(getEventListeners(parent.signal, "abort")).toHaveLength(1);
  }
  expect(parent.signal.aborted).toBe(false);
  expect(getEventListeners(parent.signal, "abort")).toHaveLength(0);
});
