import type { IForbiddenRuleType } from "dependency-cruiser";
import { importTable, nobodyImports } from "./import-table.ts";

const tests = String.raw`\.test\.tsx?$|\.test-d\.ts$|^(?:plugins/)?[^/]+/test/`;
const anyOf = (names: readonly string[]) => `(?:${names.join("|")})`;

/** The import table and the rules around it, in the words of dependency-cruiser. */
export function buildBoundaryRules(
  table: Readonly<Record<string, readonly string[]>> = importTable,
): IForbiddenRuleType[] {
  const packages = Object.keys(table);
  const everyPackage = anyOf(packages);

  const perPackage = Object.entries(table).map(([name, allowed]): IForbiddenRuleType => {
    const reachable = [name, ...allowed];
    return {
      name: `imports-of-${name}`,
      severity: "error",
      comment: `${name} may import ${allowed.length === 0 ? "no other package of ours" : `only ${allowed.join(", ")}`}. Move the code to where it belongs, or hand the value in as an argument; the table is scripts/check/import-table.ts.`,
      from: { path: `^${name}/`, pathNot: tests },
      to: { path: `^${everyPackage}/`, pathNot: `^${anyOf(reachable)}/` },
    };
  });

  return [
    ...perPackage,
    {
      name: "one-door",
      severity: "error",
      comment:
        "A package is entered by its src/index.ts only. Import @belfry/<package>; if the name is missing there, export it by name.",
      from: { path: "^([^/]+)/" },
      to: { path: `^${everyPackage}/`, pathNot: ["^$1/", "^(?:plugins/)?[^/]+/src/index\\.tsx?$"] },
    },
    {
      name: "tests-know-no-server",
      severity: "error",
      comment: `${nobodyImports.server}. A test of the whole system belongs into e2e/.`,
      from: { path: `^(?!server/)${everyPackage}/` },
      to: { path: "^server/" },
    },
    {
      name: "no-testkit-in-production",
      severity: "error",
      comment: `${nobodyImports.testkit}. Only tests, e2e, bench, examples and scripts may import it.`,
      from: { path: `^(?!testkit/)${everyPackage}/`, pathNot: tests },
      to: { path: "^testkit/" },
    },
    {
      name: "plugins-know-only-plugin-kit",
      severity: "error",
      comment:
        "A plugin imports plugin-kit and nothing else of ours, exactly like a stranger's. Its tests may use testkit.",
      from: { path: "^plugins/([^/]+)/", pathNot: tests },
      to: { path: `^(?:${everyPackage}|plugins)/`, pathNot: ["^plugins/$1/", "^plugin-kit/src/index\\.ts$"] },
    },
    {
      name: "packages-know-no-loose-folder",
      severity: "error",
      comment: "e2e, bench, examples and scripts are not shipped with a package. Move the code into the package.",
      from: { path: `^${everyPackage}/` },
      to: { path: "^(?:e2e|bench|examples|scripts)/" },
    },
    {
      name: "model-does-no-io",
      severity: "error",
      comment:
        "model holds words and pure functions. Reading, sending and waiting belong to the package that owns the thing.",
      from: { path: "^model/src/", pathNot: tests },
      to: {
        dependencyTypes: ["core"],
        path: "^(?:node:)?(?:fs|net|tls|http|https|dns|child_process|worker_threads|cluster|timers)(?:/|$)",
      },
    },
    {
      name: "features-meet-at-their-index",
      severity: "error",
      comment: "A feature of the console is entered by its index.ts only. Export the component there, by name.",
      from: { path: "^console/src/features/([^/]+)/" },
      to: {
        path: "^console/src/features/",
        pathNot: ["^console/src/features/$1/", "^console/src/features/[^/]+/index\\.tsx?$"],
      },
    },
    {
      name: "ui-knows-no-feature",
      severity: "error",
      comment:
        "console/src/ui knows no noun of the product. Pass what it shows as props, or move the component into the feature.",
      from: { path: "^console/src/ui/" },
      to: { path: "^console/src/features/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Two files that import each other are one concept in two places. Move what both need into a third file.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing imports this file and it imports nothing. Delete it, or use it.",
      from: {
        orphan: true,
        pathNot: [
          tests,
          "(?:^|/)(?:index|main)\\.tsx?$|-(?:worker|thread|child)\\.ts$",
          "\\.d\\.ts$",
          "^[^/]+\\.ts$",
          "^(?:scripts|bench|examples|e2e)/",
        ],
      },
      to: {},
    },
    {
      name: "resolvable",
      severity: "error",
      comment: "The import leads nowhere. Correct the path (with its .ts ending), or add the package to package.json.",
      from: {},
      to: { couldNotResolve: true },
    },
  ];
}
