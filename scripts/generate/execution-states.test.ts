import { nextExecutionStates } from "@belfry/model";
import { expect, test } from "vitest";
import { renderExecutionStates } from "./execution-states.ts";

test("each transition of the table is an arrow, and no arrow is anything else", () => {
  const page = renderExecutionStates({ ...nextExecutionStates, retrying: ["waiting"] });
  const arrows = [...page.matchAll(/^ {4}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} ${to}`);
  expect(arrows).toContain("retrying waiting");
  expect(arrows).not.toContain("retrying running");
  expect(arrows).toHaveLength(
    Object.values(nextExecutionStates).flat().length - nextExecutionStates.retrying.length + 1,
  );
});

test("an execution begins as pending, and every state that ends it leads out", () => {
  const page = renderExecutionStates(nextExecutionStates);
  expect(page).toContain("[*] --> pending");
  for (const ended of ["success", "failed", "cancelled", "skipped"]) expect(page).toContain(`${ended} --> [*]`);
  expect(page).not.toContain("running --> [*]");
});
