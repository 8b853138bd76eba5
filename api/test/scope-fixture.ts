/** Callers who are restricted, for the tests of what they see. */
import { createHash } from "node:crypto";
import { permissions } from "@belfry/access";
import { Scope } from "@belfry/model";
import type { Answer, TestApi } from "./start-test-api.ts";

/** A token that may do everything inside of a scope. */
export async function tokenIn(api: TestApi, scope: Partial<Scope>): Promise<string> {
  const text = `bfy_test_${Math.random()}`;
  await api.test.database.store.pool.query(
    `insert into belfry.api_tokens (token_hash, name, role, permissions, scope, created_at)
     values ($1, 'restricted', 'viewer', $2, $3, belfry.now())`,
    [createHash("sha256").update(text).digest(), permissions, Scope.parse(scope)],
  );
  return text;
}

export function callAs(api: TestApi, bearer: string, method: string, path: string, body?: unknown): Promise<Answer> {
  return api.fetch(method, path, {
    headers: { authorization: `Bearer ${bearer}` },
    ...(body !== undefined && { body }),
  });
}

/** A rule of a department, with buildings as its input. */
export const definition = (rule: string, team?: string, name = "规则") => ({
  rule,
  name,
  folder: rule,
  ...(team !== undefined && { labels: { team } }),
  inputs: { type: "object", properties: { buildings: { type: "array", items: { type: "integer" }, default: [1] } } },
  triggers: [{ id: "x", event: "never" }],
  actions: [{ use: "test.echo", with: { value: 1 } }],
});
