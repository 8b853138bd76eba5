/** docs/reference/errors.md: one heading per error code, with what the catalog says of it. */
import { errorCatalog, type CatalogEntry } from "@belfry/model";
import { settleGeneratedFile } from "./generated-file.ts";

const introduction = `# Errors

Every error of Belfry has a code. The API answers with a problem document (RFC 9457) whose \`code\` is one of these, the
command line prints it, and the console links here. Compare codes in programs; texts may change.

<!-- Written by npm run generate from the catalog in model. -->
`;

/** The page as it should be. */
export function renderErrorReference(catalog: Readonly<Record<string, CatalogEntry>>): string {
  const sections = Object.entries(catalog).map(
    ([code, { status, message, remedy }]) => `### ${code}\n\nHTTP ${status}. ${message}\n\n**What to do:** ${remedy}\n`,
  );
  return [introduction, ...sections].join("\n");
}

if (import.meta.main) {
  const options = { check: process.argv.includes("--check") };
  process.exitCode = settleGeneratedFile(
    process.cwd(),
    "docs/reference/errors.md",
    renderErrorReference(errorCatalog),
    options,
  );
}
