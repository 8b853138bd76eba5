/** client/src/generated/schema.d.ts: the types of the client, from the OpenAPI document. */
import { execFileSync } from "node:child_process";
import { settleGeneratedFile } from "./generate/generated-file.ts";

// As a program of its own: it needs the API of TypeScript 5, which only the client's workspace has.
const types = execFileSync(
  process.execPath,
  ["client/node_modules/openapi-typescript/bin/cli.js", "api/openapi.json"],
  // The file is larger than what a child may write unless it is said.
  { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"], maxBuffer: 64 * 1024 * 1024 },
);
const header = "/** The types of the API. Written by npm run generate from api/openapi.json. */\n\n";
process.exitCode = settleGeneratedFile(process.cwd(), "client/src/generated/schema.d.ts", header + types, {
  check: process.argv.includes("--check"),
});
