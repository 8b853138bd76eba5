/** The console cannot ask the ledger for its texts: whether it knows all of them in Chinese is looked at here. */
import { readFile } from "node:fs/promises";
import { campaignProblemTexts, rowFaultTexts } from "@belfry/incentive";
import { expect, test } from "vitest";
import { z } from "zod";

const TEXTS = new URL("../../console/src/i18n/reasons-zh.json", import.meta.url);
const Reasons = z.record(z.string(), z.tuple([z.string().min(1), z.string().min(1)]));
const Texts = z.strictObject({ campaigns: Reasons, rows: Reasons });

/** The values that texts name, each once. */
const holes = (texts: readonly string[]) => [...new Set(texts.join(" ").match(/\{\w+\}/g))].toSorted();

test("every reason of campaigns and rows is there in Chinese with the same values, and no other", async () => {
  const texts = Texts.parse(JSON.parse(await readFile(TEXTS, "utf8")));
  for (const [known, said] of [
    [texts.campaigns, campaignProblemTexts],
    [texts.rows, rowFaultTexts],
  ] as const) {
    expect(Object.keys(known).toSorted()).toEqual(Object.keys(said).toSorted());
    for (const [code, english] of Object.entries(said)) {
      expect(holes(known[code] ?? []), code).toEqual(holes(english));
    }
  }
});
