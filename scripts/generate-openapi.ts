/** api/openapi.json: the OpenAPI document of the API, from the contracts of its routes. */
import { readFileSync } from "node:fs";
import { openApiDocument } from "@belfry/api";
import { settleGeneratedFile } from "./generate/generated-file.ts";

const root = process.cwd();
const { version } = JSON.parse(readFileSync(`${root}/package.json`, "utf8")) as { version: string };
const document = await openApiDocument(version);
process.exitCode = settleGeneratedFile(root, "api/openapi.json", `${JSON.stringify(document, null, 2)}\n`, {
  check: process.argv.includes("--check"),
});
