/**
 * Boundaries: dependency-cruiser over every file of ours, with the import table.
 *
 * It must see every file. With a TypeScript that it cannot use, dependency-cruiser cruises nothing
 * and reports success; so each file that was not cruised is a failure of its own.
 */
import { cruise, type ICruiseResult } from "dependency-cruiser";
import { buildBoundaryRules } from "./boundary-rules.ts";
import { importTable } from "./import-table.ts";
import { printFindings, type Finding } from "./finding.ts";
import { listSourceFiles, listWorkspaces } from "./source-files.ts";

/**
 * Everything that crosses a boundary below `root`.
 *
 * @param table who may import whom; tests hand in a smaller one.
 */
export async function findBoundaryViolations(
  root: string,
  table: Readonly<Record<string, readonly string[]>> = importTable,
): Promise<Finding[]> {
  const files = listSourceFiles(root, [".ts", ".tsx", ".mjs"]);
  const rules = buildBoundaryRules(table);
  const reasons = new Map(rules.map((rule) => [rule.name, rule.comment ?? ""]));

  const { output } = await cruise(
    files,
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden: rules },
      doNotFollow: { path: "node_modules" },
      tsPreCompilationDeps: true,
    },
    {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["types", "import", "node", "default"],
    },
  );
  const result = output as ICruiseResult;
  const cruised = new Set(result.modules.map((module) => module.source));

  return [
    ...listWorkspaces(root)
      .filter((name) => table[name] === undefined)
      .map((name): Finding => ({
        path: "package.json",
        problem: `the workspace ${name} has no line in the import table`,
        remedy: "Add it to scripts/check/import-table.ts and to STYLE.md.",
      })),
    ...findUncruised(files, cruised),
    ...result.summary.violations.map((violation): Finding => {
      const way = violation.cycle?.map((step) => step.name).join(" → ");
      return {
        path: violation.from,
        problem: `${violation.rule.name}: → ${way ?? violation.to}`,
        remedy: reasons.get(violation.rule.name) ?? "",
      };
    }),
  ];
}

/** The files that dependency-cruiser should have seen and did not. */
export function findUncruised(files: readonly string[], cruised: ReadonlySet<string>): Finding[] {
  const remedy =
    "dependency-cruiser needs TypeScript 6 under the name typescript (see devDependencies in package.json); without it, it checks nothing and reports success.";
  return files.filter((file) => !cruised.has(file)).map((path) => ({ path, problem: "was not cruised", remedy }));
}

if (import.meta.main) {
  const findings = await findBoundaryViolations(process.cwd());
  process.exitCode = printFindings(findings);
}
