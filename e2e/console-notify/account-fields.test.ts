/** The console cannot ask the channels by itself: whether it knows all of their fields is looked at here. */
import { builtinChannels } from "@belfry/channels";
import { expect, test } from "vitest";
import { z } from "zod";
import { accountFieldTexts } from "../../console/src/features/channels/account-fields-zh.ts";

test("every field of an account of a built-in channel is explained in Chinese, and no other", () => {
  const fields = builtinChannels.channels?.flatMap(({ id, account }) => {
    const { $ref = "", $defs = {}, properties } = z.toJSONSchema(account, { io: "input", unrepresentable: "any" });
    const asked = properties ?? $defs[$ref.replace("#/$defs/", "")]?.properties ?? {};
    return Object.keys(asked).map((name) => `${id}.${name}`);
  });
  const known = Object.entries(accountFieldTexts).flatMap(([channel, texts]) =>
    Object.keys(texts).map((name) => `${channel}.${name}`),
  );
  expect(known.toSorted()).toEqual(fields?.toSorted());
});
