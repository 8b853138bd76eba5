import type { NodeView } from "@belfry/client";
import { expect, test } from "vitest";
import { lastOfRoles } from "./last-of-role.ts";

const node = (id: number, roles: NodeView["roles"], state: NodeView["state"] = "active") =>
  ({ id, roles, state }) as NodeView;

test("only what no other active node does stands still, and answering requests never does", () => {
  const first = node(1, ["api", "scheduler", "worker"]);
  expect(lastOfRoles(first, [first])).toEqual(["scheduler", "worker"]);
  expect(lastOfRoles(first, [first, node(2, ["worker"])])).toEqual(["scheduler"]);
  expect(lastOfRoles(first, [first, node(2, ["scheduler", "worker"], "drained")])).toEqual(["scheduler", "worker"]);
  expect(lastOfRoles(first, [first, node(2, ["scheduler", "worker"])])).toEqual([]);
});
