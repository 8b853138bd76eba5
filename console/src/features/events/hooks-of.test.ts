import { expect, test } from "vitest";
import type { Rule } from "../rules/index.ts";
import { hooksOf } from "./hooks-of.ts";

const rule = (slug: string, triggers: unknown) => ({ rule: slug, definition: { triggers } }) as unknown as Rule;

test("each webhook trigger has an address, by its id or by its place", () => {
  const found = hooksOf([
    rule("a", [{ cron: "x" }, { webhook: "token" }, { id: "github", webhook: "hmac" }]),
    rule("b", undefined),
  ]);
  expect(found.map(({ path, proof }) => [path, proof])).toEqual([
    ["/v1/hooks/a/webhook-2", "token"],
    ["/v1/hooks/a/github", "hmac"],
  ]);
});
