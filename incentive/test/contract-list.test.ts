/** Lists of contracts by what a person filters for: each is answered from an index of its own, and all say the same. */
import { expect, test } from "vitest";
import type { ContractListFilter } from "../src/ledger/read-ledger.ts";
import { by, runOf, sourceRows, startLedger } from "./ledger-fixture.ts";

const campaign = "BJ-2025-05";

test("by person, provider, days, id and number, alone and together, the last one booked first", async () => {
  await using ledger = await startLedger();
  const { incentives } = ledger;
  await incentives.installCampaign(campaign, { by });
  const rows = sourceRows([
    { id: "a", who: "李青", day: "2025-05-02" },
    { id: "b", who: "王芳", day: "2025-05-02", provider: "安居" },
    { id: "c", who: "李青", day: "2025-05-20" },
    // Booked late: between those of other days.
    { id: "d", who: "王芳", day: "2025-05-02" },
    { id: "e", who: "李青", day: "2025-05-03", provider: "安居" },
  ]);
  await incentives.run(runOf(campaign, rows));
  const list = async (filter: Omit<ContractListFilter, "limit">, limit = 50) =>
    (await incentives.listContracts(campaign, { ...filter, limit })).map(({ contract }) => contract).join("");
  expect(await list({})).toBe("edcba");
  expect(await list({ person: "李青" })).toBe("eca");
  expect(await list({ person: "赵六" })).toBe("");
  expect(await list({ provider: "安居" })).toBe("eb");
  expect(await list({ from: "2025-05-02", until: "2025-05-02" })).toBe("dba");
  expect(await list({ from: "2025-05-03", until: "2025-05-31" })).toBe("ec");
  expect(await list({ from: "2025-05-03" })).toBe("ec");
  expect(await list({ until: "2025-05-03" })).toBe("edba");
  expect(await list({ from: "2025-05-05", until: "2025-05-06" })).toBe("");
  expect(await list({ from: "2025-05-06", until: "2025-05-05" })).toBe("");
  expect(await list({ from: "2025-05-02", until: "2025-05-02", person: "王芳" })).toBe("db");
  expect(await list({ text: "c" })).toBe("c");
  expect(await list({ text: "c", from: "2025-05-02", until: "2025-05-02" })).toBe("");
  expect(await list({ text: "YHWX-" }, 2)).toBe("ed");
  expect(await list({ text: "WX-b", person: "王芳" })).toBe("b");
  // Page by page.
  const [, second] = await incentives.listContracts(campaign, { limit: 2 });
  const before = second?.id ?? 0;
  expect(await list({ before })).toBe("cba");
  expect(await list({ before, from: "2025-05-02", until: "2025-05-02" })).toBe("ba");
  expect(await list({ before, text: "e" })).toBe("");
});
