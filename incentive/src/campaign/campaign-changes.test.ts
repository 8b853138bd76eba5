import { expect, test } from "vitest";
import { campaignChanges } from "./campaign-changes.ts";

const before = {
  campaign: "BJ-2026-07",
  revision: "1",
  tiers: {
    minContracts: 6,
    levels: [
      { award: "达标奖", from: 80_000 },
      { award: "优秀奖", from: 120_000 },
    ],
  },
  awards: { 达标奖: 200, 优秀奖: 400 },
};

test("awards are compared by their names, wherever they stand, and the revision is no difference", () => {
  const after = {
    ...before,
    revision: "2",
    caps: { perContract: 50_000 },
    tiers: {
      minContracts: 6,
      levels: [
        { award: "基础奖", from: 40_000 },
        { award: "达标奖", from: 60_000 },
        { award: "优秀奖", from: 120_000 },
      ],
    },
    awards: { 达标奖: 200 },
  };
  expect(campaignChanges(before, after)).toEqual([
    { path: "tiers.levels.达标奖.from", kind: "changed", before: 80_000, after: 60_000 },
    { path: "tiers.levels.基础奖", kind: "added", after: { from: 40_000 } },
    { path: "awards.优秀奖", kind: "removed", before: 400 },
    { path: "caps", kind: "added", after: { perContract: 50_000 } },
  ]);
  expect(campaignChanges(before, { ...before, revision: "3" })).toEqual([]);
});

test("against nothing everything was added", () => {
  expect(campaignChanges(undefined, before).map(({ path, kind }) => [path, kind])).toEqual([
    ["campaign", "added"],
    ["tiers", "added"],
    ["awards", "added"],
  ]);
});
