import { readFileSync } from "node:fs";
import { definePlugin, defineTrigger } from "@belfry/plugin-kit";
import { z } from "zod";

const name = { zh: "testFile", en: "testFile" };

/** A trigger that asks a file for its lines beyond the last one: what two processes can look at. */
export const fileFeed = definePlugin({
  name: "test-file-feed",
  version: "0",
  triggers: [
    defineTrigger({
      kind: "poll",
      id: "testFile",
      displayName: name,
      description: name,
      config: z.strictObject({ testFile: z.string() }),
      describe: () => name,
      everyMs: () => 1_000,
      async poll(_ctx, { testFile }, cursor) {
        const lines = readFileSync(testFile, "utf8").split("\n").filter(Boolean);
        const from = typeof cursor === "number" ? cursor : 0;
        const events = lines.slice(from).map((id) => ({ source: "/file", id, type: "line", data: id }));
        return { events, cursor: lines.length };
      },
    }),
  ],
});
