/** The rules of the house that no bought tool knows. Each is a function in house-rules/ with a test that breaks it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { errorCatalog } from "@belfry/model";
import { printFindings, type Finding } from "./finding.ts";
import { findEnvironmentReads } from "./house-rules/environment.ts";
import { compareErrorReference, errorReferencePath } from "./house-rules/error-reference.ts";
import { findLongFiles } from "./house-rules/file-size.ts";
import { findForbiddenSyntax } from "./house-rules/forbidden-syntax.ts";
import type { SourceFile } from "./house-rules/source-file.ts";
import { findOtherClocks } from "./house-rules/sql-clock.ts";
import { isGenerated, listSourceFiles } from "./source-files.ts";

const code = [".ts", ".tsx", ".mjs"];
/** Which rule reads which files. */
const rules: readonly { readonly endings: readonly string[]; readonly find: (file: SourceFile) => Finding[] }[] = [
  { endings: [...code, ".sql"], find: findOtherClocks },
  { endings: [...code, ".sql"], find: findLongFiles },
  { endings: [...code, ".sql"], find: findForbiddenSyntax },
  { endings: code, find: findEnvironmentReads },
];

/** Everything below `root` that breaks a house rule. */
export function checkHouseRules(root: string): Finding[] {
  const files = listSourceFiles(root, [...code, ".sql"])
    .filter((path) => !isGenerated(path))
    .map((path): SourceFile => ({ path, text: readFileSync(join(root, path), "utf8") }));
  return files.flatMap((file) =>
    rules
      .filter(({ endings }) => endings.some((ending) => file.path.endsWith(ending)))
      .flatMap(({ find }) => find(file)),
  );
}

if (import.meta.main) {
  const root = process.cwd();
  const reference = join(root, errorReferencePath);
  const markdown = existsSync(reference) ? readFileSync(reference, "utf8") : "";
  process.exitCode = printFindings([
    ...checkHouseRules(root),
    ...compareErrorReference(Object.keys(errorCatalog), markdown),
  ]);
}
