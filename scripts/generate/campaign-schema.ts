/** docs/schemas/campaign.schema.json: the shape of a campaign file, for editors. */
import { campaignJsonSchema } from "@belfry/incentive";
import { settleGeneratedFile } from "./generated-file.ts";

process.exitCode = settleGeneratedFile(
  process.cwd(),
  "docs/schemas/campaign.schema.json",
  `${JSON.stringify(campaignJsonSchema(), undefined, 2)}\n`,
  { check: process.argv.includes("--check") },
);
