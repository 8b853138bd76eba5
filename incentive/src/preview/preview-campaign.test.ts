import { expect, test } from "vitest";
import { shippedDefinition } from "../ledger/shipped-definitions.ts";
import { previewCampaign } from "./preview-campaign.ts";

const examples = Array.from({ length: 8 }, () => ({ amountFen: 2_000_000 }));

test("examples earn what contracts would, one after the other, and say why", async () => {
  const rows = previewCampaign(await shippedDefinition("BJ-2025-05@2025-05"), examples);
  const earned = rows.map(({ row }) => row?.rewards.map(({ name }) => name).join(" "));
  expect(earned).toEqual(["", "", "", "", "", "接好运万元以上 优秀奖 达标奖", "", "精英奖"]);
  expect(rows[5]?.award).toContain("达成优秀奖奖励条件，获得签约奖励400元");
  expect(rows[0]?.group).toContain("李青");
  expect(rows[0]?.explanation.map(({ rule }) => rule)).toContain("minContracts");
});

test("contracts that the campaign does not take have no row", async () => {
  const definition = { ...(Object(await shippedDefinition("BJ-2025-05@2025-05")) as object), sourceTypes: [2] };
  const [own, platform] = previewCampaign(definition, [
    { amountFen: 100, orderType: "selfReferral" },
    { amountFen: 100 },
  ]);
  expect(own?.row).toBeNull();
  expect(platform?.row?.sequence).toBe(1);
});

test("rules that contradict each other are refused with the place", () => {
  expect(() => previewCampaign({ campaign: "X-1" }, examples)).toThrow(
    expect.objectContaining({ code: "CAMPAIGN_INVALID" }),
  );
});
