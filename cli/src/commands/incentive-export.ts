import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { withContext, type AddCommand } from "./command.ts";

/** A million contracts take a minute. */
const EXPORT_MS = 600_000;

export const addIncentiveExport: AddCommand = (parent, host) => {
  parent
    .command("export")
    .description("write the performance list of a campaign as CSV, with the Chinese columns of older programs")
    .argument("<file>", "where to")
    .requiredOption("--campaign <key>", "the campaign: BJ-2025-05")
    .option("--month <month>", "only contracts of this month: 2025-05")
    .action(
      withContext(
        host,
        async (context, path: string, { campaign, month }: { readonly campaign: string; readonly month?: string }) => {
          const { incentives } = await context.client({ timeoutMs: EXPORT_MS });
          const content = await incentives.performanceList(campaign, month);
          // It names people: only for the eyes of whoever exports it.
          await pipeline(Readable.fromWeb(content), createWriteStream(path, { mode: 0o600 }));
          context.print({ written: path, campaign }, `Wrote ${path}.`);
        },
      ),
    );
};
