import { expect, test } from "vitest";
import { may } from "./may.ts";

const permissions = ["rules:read", "variables:read"];

test("what the API would refuse is not offered", () => {
  expect(may({ permissions, scope: null }, "variables:read")).toBe(true);
  expect(may({ permissions, scope: null }, "variables:write")).toBe(false);
});

test("whoever is restricted to a part is offered nothing that belongs to the whole installation", () => {
  const scope = { labels: { team: ["学工处"] }, inputs: {} };
  expect(may({ permissions, scope }, "rules:read")).toBe(true);
  expect(may({ permissions, scope }, "variables:read")).toBe(false);
});
