import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isAppError, type Problem } from "@belfry/model";
import { campaignJsonSchema, findCampaign, readCampaign, readCampaigns } from "@belfry/incentive";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";

const shipped = await readCampaigns();
const folder = new URL("../campaigns/", import.meta.url);

const plain = `
campaign: BJ-2026-07
revision: "1"
name: 北京 2026 年 7 月签约激励
city: 北京
period: { from: 2026-07-01, until: 2026-07-31 }
person: 管家
lucky:
  rule: lastDigit
  number: 8
  awards:
    - award: 接好运
    - { award: 接好运万元以上, from: 10000 }
tiers:
  minContracts: 6
  levels:
    - { award: 达标奖, from: 80000 }
    - { award: 优秀奖, from: 120000 }
caps: { perContract: 50000, perProject: 50000 }
awards: { 接好运: 36, 接好运万元以上: 66.5, 达标奖: 200, 优秀奖: 400 }
messages:
  group: "{{ name }} {{ contract }}"
`;

/** The problems of a text; a text without any fails the test. */
function problemsOf(text: string): readonly Problem[] {
  try {
    readCampaign(text, "my.yaml");
  } catch (error) {
    if (isAppError(error, "CAMPAIGN_INVALID")) return error.problems;
    throw error;
  }
  throw new Error("The campaign was taken.");
}

test("amounts are written in yuan and held in fen, and what is left out has its default", () => {
  const { campaign, warnings } = readCampaign(plain);
  expect(warnings).toEqual([]);
  expect(campaign.awards).toEqual({ 接好运: 3_600, 接好运万元以上: 6_650, 达标奖: 20_000, 优秀奖: 40_000 });
  expect(campaign.tiers).toMatchObject({ orders: "all", basis: "performance", type: "节节高" });
  expect(campaign.remarks.none).toBe("无");
  expect(Object.values(campaign.quirks)).not.toContain(true);
});

test("each of the shipped files holds the campaign that it is named after, and a schema of JSON takes it", async () => {
  expect(shipped).toHaveLength(24);
  const published = z.fromJSONSchema(campaignJsonSchema());
  for (const { campaign, revision } of shipped) {
    const text = await readFile(new URL(`${campaign}@${revision}.yaml`, folder), "utf8");
    expect(published.safeParse(parse(text)).error, `${campaign}@${revision}`).toBeUndefined();
  }
});

test("an editor can say of every field what it means", () => {
  const definitions = campaignJsonSchema()["$defs"] as Record<string, { properties?: Record<string, object> }>;
  const mute = Object.entries(definitions).flatMap(([name, { properties = {} }]) =>
    Object.entries(properties)
      .filter(([field, schema]) => field !== "description" && !("description" in schema) && !("$ref" in schema))
      .map(([field]) => `${name}.${field}`),
  );
  expect(mute).toEqual([]);
});

test.each([
  ["a text that is no YAML", "campaign: [", { path: "", line: 1 }, /neither YAML nor JSON/],
  ["a key that does not exist", plain.replace("city:", "town:"), { path: "city", line: 2 }, /expected string/],
  [
    "an amount with three decimals",
    plain.replace("66.5", "66.555"),
    { path: "awards.接好运万元以上", line: 20 },
    /two decimals/,
  ],
  ["a negative amount", plain.replace("66.5", "-1"), { path: "awards.接好运万元以上", line: 20 }, /not negative/],
  [
    "a period that ends before it begins",
    plain.replace("2026-07-31", "2026-06-30"),
    { path: "period.until", line: 6 },
    /before/,
  ],
  [
    "a day that does not exist",
    plain.replace("2026-07-31", "2026-07-32"),
    { path: "period.until", line: 6 },
    /2025-05-01/,
  ],
  [
    "a last digit of two digits",
    plain.replace("number: 8", "number: 18"),
    { path: "lucky.number", line: 10 },
    /0 to 9/,
  ],
  [
    "tiers that do not rise",
    plain.replace("from: 120000", "from: 80000"),
    { path: "tiers.levels[1].from", line: 18 },
    /优秀奖 begins at 80000 yuan, and 达标奖 before it at 80000/,
  ],
  [
    "two tiers of one name",
    plain.replace("优秀奖, from", "达标奖, from"),
    { path: "tiers.levels[1].award", line: 18 },
    /two tiers/,
  ],
  [
    "an award without an amount",
    plain.replace(", 优秀奖: 400", ""),
    { path: "tiers.levels[1].award", line: 18 },
    /优秀奖 can be earned and has no amount/,
  ],
  [
    "rules of a campaign that only announces",
    `${plain}announcementOnly: true\n`,
    { path: "lucky", line: 9 },
    /only announces/,
  ],
  [
    "two caps per project",
    plain.replace("caps: {", "caps: { totalPerProject: 1,"),
    { path: "caps.totalPerProject", line: 19 },
    /two caps/,
  ],
  ["caps that are never used", `${plain}performance: source\n`, { path: "caps", line: 19 }, /never be used/],
  [
    "an award for orders that are left out",
    `${plain.replace("awards: {", "awards: { 红包: 50,")}sourceTypes: [2, 4]\nselfReferral: { award: 红包 }\n`,
    { path: "selfReferral.award", line: 24 },
    /leaves them out/,
  ],
  [
    "a text that names what there is not",
    plain.replace("{{ name }}", "{{ nmae }}"),
    { path: "messages.group", line: 22 },
    /nmae/,
  ],
  [
    "an award message without its lines",
    `${plain}  award: "{{ name }}"\n`,
    { path: "messages.awardLine", line: 22 },
    /needs the text/,
  ],
])("%s is refused with its place and a remedy", (_what, text, { path, line }, message) => {
  const problems = problemsOf(text);
  expect(problems.map((problem) => problem.path)).toContain(path);
  const found = problems.find((problem) => problem.path === path);
  expect(found?.message).toMatch(message);
  expect(found?.remedy).not.toBe("");
  expect(found?.position?.line).toBe(line);
});

test("a fault inside of a text over several lines is told at its line", () => {
  const text = plain.replace('"{{ name }} {{ contract }}"', "|\n    恭喜\n    {{ name }} {{ contrcat }}");
  expect(problemsOf(text)[0]).toMatchObject({ path: "messages.group", position: { line: 24 } });
});

test("what is probably not meant is told and does not keep the campaign out", () => {
  const text = plain.replace("perProject: 50000", "perProject: 40000").replace("接好运: 36", "红包: 50, 接好运: 36");
  expect(readCampaign(text).warnings.map(({ path, severity }) => [path, severity])).toEqual([
    ["awards.红包", "warning"],
    ["caps.perProject", "warning"],
  ]);
});

test("nobody can earn twice: periods of one city do not overlap, but those that only announce may", async () => {
  const into = await mkdtemp(join(tmpdir(), "campaigns-"));
  try {
    const other = plain
      .replace("BJ-2026-07", "BJ-2026-08")
      .replace("from: 2026-07-01, until: 2026-07-31", "from: 2026-07-31");
    await writeFile(join(into, "BJ-2026-07@1.yaml"), plain);
    await writeFile(join(into, "BJ-2026-08@1.yaml"), other);
    await expect(readCampaigns(into)).rejects.toMatchObject({
      code: "CAMPAIGN_INVALID",
      message: expect.stringContaining("BJ-2026-07@1 (2026-07-01 – 2026-07-31) and BJ-2026-08@1 (2026-07-31 – …)"),
    });
    await writeFile(
      join(into, "BJ-2026-08@1.yaml"),
      other.replace("北京\n", "上海\n").replace("city: 北京", "city: 上海"),
    );
    expect(await readCampaigns(into)).toHaveLength(2);
    await writeFile(join(into, "copy.yaml"), plain);
    await expect(readCampaigns(into)).rejects.toMatchObject({ message: expect.stringContaining("copy.yaml") });
  } finally {
    await rm(into, { recursive: true });
  }
});

test("a key without a revision means the last one, and one that is not there lists those that are", () => {
  expect(findCampaign(shipped, "BJ-2025-05").revision).toBe("2025-08");
  expect(findCampaign(shipped, "BJ-2025-05@2025-05").revision).toBe("2025-05");
  expect(findCampaign(shipped, "BJ-2025-05", "2025-05").revision).toBe("2025-05");
  expect(() => findCampaign(shipped, "BJ-2025-05", "2024")).toThrow("BJ-2025-05@2025-05, BJ-2025-05@2025-08");
  expect(() => findCampaign(shipped, "XX-0000-00")).toThrow("SH-2025-12@2025-12");
});
