/** docs/stack.md: every direct dependency with its version, its licence and the reason why it is here. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listWorkspaces } from "../check/source-files.ts";
import { settleGeneratedFile } from "./generated-file.ts";
import { stackReasons } from "./stack-reasons.ts";

/** A direct dependency of one or several workspaces. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
}

const introduction = `# Stack

Every library that Belfry names as a dependency, why it is here, and what was measured or rejected. Beside them stands
[PostgreSQL](https://www.postgresql.org) 18 (PostgreSQL licence), embedded or your own: see
[0001](decisions/0001-postgresql-only.md). Packages \`@types/…\` only carry the types of the library they name.

Versions are exact: npm on an older Node silently picks older majors otherwise. After each change of a dependency, remove
\`node_modules\` and run \`npm ci\`: a lock file that \`npm install\` wrote can name platform binaries that the registry lacks.

<!-- Written by npm run generate; the reasons are in scripts/generate/stack-reasons.ts. -->
`;

/**
 * The page as it should be.
 *
 * @throws Error when a dependency has no reason, or a reason no dependency; the message names them all.
 */
export function renderStackPage(
  dependencies: readonly Dependency[],
  reasons: Readonly<Record<string, Readonly<Record<string, string>>>>,
): string {
  const explained = new Set(Object.values(reasons).flatMap((group) => Object.keys(group)));
  const named = new Set(dependencies.map(({ name }) => name));
  const problems = [
    ...[...named].filter((name) => !explained.has(name)).map((name) => `${name} has no reason`),
    ...[...explained].filter((name) => !named.has(name)).map((name) => `${name} is no dependency any more`),
  ];
  if (problems.length > 0) throw new Error(`${problems.join("; ")}. Correct scripts/generate/stack-reasons.ts.`);

  const sections = Object.entries(reasons).map(([need, group]) => {
    const rows = Object.entries(group).flatMap(([name, why]) =>
      dependencies
        .filter((dependency) => dependency.name === name)
        .map(({ version, license }) => `| \`${name}\` | ${version} | ${license} | ${why} |`),
    );
    return `## ${need}\n\n| library | version | licence | why |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  });
  return [introduction, ...sections].join("\n");
}

/** The direct dependencies of all workspaces, each name and version once; licences come from the lock file. */
function readDependencies(root: string): Dependency[] {
  const readJson = (path: string): unknown => JSON.parse(readFileSync(join(root, path), "utf8"));
  const lock = readJson("package-lock.json") as { packages: Record<string, { version?: string; license?: string }> };
  const found = new Map<string, Dependency>();
  for (const workspace of ["", ...listWorkspaces(root).map((name) => `${name}/`)]) {
    const { dependencies, devDependencies, optionalDependencies } = readJson(`${workspace}package.json`) as Manifest;
    for (const name of Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })) {
      if (name.startsWith("@belfry/") || name.startsWith("@types/")) continue;
      const entry = lock.packages[`${workspace}node_modules/${name}`] ?? lock.packages[`node_modules/${name}`];
      const version = entry?.version ?? "not locked";
      found.set(`${name}@${version}`, { name, version, license: entry?.license ?? "unknown" });
    }
  }
  return [...found.values()];
}

if (import.meta.main) {
  const page = renderStackPage(readDependencies(process.cwd()), stackReasons);
  process.exitCode = settleGeneratedFile(process.cwd(), "docs/stack.md", page, {
    check: process.argv.includes("--check"),
  });
}
