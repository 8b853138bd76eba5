import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestApi, type TestApi } from "./start-test-api.ts";

let api: TestApi;
const path = "/v1/incentives/campaigns/BJ-2025-05";
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api[Symbol.asyncDispose]());

test("old revisions of a campaign are listed, opened and compared", async () => {
  await api.call("POST", `${path}/install`, { revision: "2025-05" });
  await api.call("POST", `${path}/install`, { revision: "2025-08" });
  const { items } = (await api.call("GET", `${path}/revisions`)).body as { items: object[] };
  expect(items).toMatchObject([
    { revision: "2025-08", inForce: true },
    { revision: "2025-05", inForce: false },
  ]);
  expect(items[0]).not.toHaveProperty("definition");
  const old = await api.call("GET", `${path}/revisions/2025-05`);
  expect(old.body).toMatchObject({ revision: "2025-05", inForce: false, definition: { campaign: "BJ-2025-05" } });

  const changed = (await api.call("GET", `${path}/revisions/2025-08/diff`)).body;
  expect(changed).toMatchObject({ from: "2025-05", to: "2025-08" });
  const back = (await api.call("GET", `${path}/revisions/2025-05/diff?from=2025-08`)).body;
  const kinds = { added: "removed", removed: "added", changed: "changed" } as const;
  type Change = { path: string; kind: keyof typeof kinds };
  expect((back.changes as Change[]).map((one) => `${one.path} ${one.kind}`).toSorted()).toEqual(
    (changed.changes as Change[]).map((one) => `${one.path} ${kinds[one.kind]}`).toSorted(),
  );
  expect(changed.changes.length).toBeGreaterThan(0);
  expect((await api.call("GET", `${path}/revisions/2025-05/diff?from=2025-05`)).body.changes).toEqual([]);
  expect((await api.call("GET", `${path}/revisions/2025-05/diff`)).body).toMatchObject({ from: null, to: "2025-05" });

  for (const missing of ["revisions/2031", "revisions/2031/diff", "revisions/2025-05/diff?from=2031"]) {
    const { status, body } = await api.call("GET", `${path}/${missing}`);
    expect({ status, code: body.code }).toEqual({ status: 404, code: "CAMPAIGN_NOT_FOUND" });
    expect(body.detail).toContain("BJ-2025-05 has no revision 2031; there are: 2025-08, 2025-05.");
  }
});
