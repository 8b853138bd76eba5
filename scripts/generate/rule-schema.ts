/** docs/schemas/rule.schema.json: the shape of a rule, for editors. The API serves the same. */
import { ruleJsonSchema } from "@belfry/model";
import { settleGeneratedFile } from "./generated-file.ts";

process.exitCode = settleGeneratedFile(
  process.cwd(),
  "docs/schemas/rule.schema.json",
  `${JSON.stringify(ruleJsonSchema(), undefined, 2)}\n`,
  { check: process.argv.includes("--check") },
);
