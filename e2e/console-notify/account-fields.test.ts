/** The console cannot ask the channels by itself: whether it knows all of their fields is looked at here. */
import { readFile } from "node:fs/promises";
import { builtinChannels } from "@belfry/channels";
import { expect, test } from "vitest";
import { z } from "zod";

const TEXTS = new URL("../../console/src/features/channels/account-fields-zh.json", import.meta.url);
const Texts = z.record(z.string(), z.record(z.string(), z.tuple([z.string().min(1), z.string().min(1)])));

test("every field of an account of a built-in channel is explained in Chinese, and no other", async () => {
  const texts = Texts.parse(JSON.parse(await readFile(TEXTS, "utf8")));
  const known = Object.entries(texts).flatMap(([channel, fields]) =>
    Object.keys(fields).map((name) => `${channel}.${name}`),
  );
  const fields = builtinChannels.channels?.flatMap(({ id, account }) => {
    const { $ref = "", $defs = {}, properties } = z.toJSONSchema(account, { io: "input", unrepresentable: "any" });
    const asked = properties ?? $defs[$ref.replace("#/$defs/", "")]?.properties ?? {};
    return Object.keys(asked).map((name) => `${id}.${name}`);
  });
  expect(known.toSorted()).toEqual(fields?.toSorted());
});
