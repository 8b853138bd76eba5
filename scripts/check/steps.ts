import { existsSync } from "node:fs";
import { generatedFacts } from "../generate/generated-facts.ts";
import { listWorkspaces } from "./source-files.ts";

/** One step of `npm run check`: a program that exits with 0 when all is well. */
export interface Step {
  readonly name: string;
  /** Arguments for Node. */
  readonly command: readonly string[];
  /** What to do when it fails, if the output does not say so itself. */
  readonly remedy: string;
}

const script = (name: string) => `node_modules/${name}`;

/** All steps, the long ones first so that two of them keep both cores busy to the end. */
export function listSteps(root: string): Step[] {
  return [
    {
      // One program reads the types for both, also those of the console; three compilers took twice as long.
      name: "types and lint",
      command: [
        script("oxlint/bin/oxlint"),
        "--type-aware",
        "--type-check",
        "--deny-warnings",
        "--report-unused-disable-directives",
        ...lintedPaths(root),
      ],
      remedy:
        "Each message names its rule, or the compiler's number. Correct the types: `any` and casts only move the error to the night shift. A suppression carries its reason on the same line.",
    },
    {
      name: "boundaries",
      command: ["scripts/check/boundaries.ts"],
      remedy: "The table of who may import whom is in STYLE.md.",
    },
    {
      name: "dead code",
      command: [script("knip/bin/knip.js"), "--no-progress", "--no-config-hints"],
      remedy: "Delete what nothing uses. An entry that a program loads by name belongs into knip.json.",
    },
    ...generatedFacts.map(({ name, command }) => ({
      name: `${name} up to date`,
      command: [...command, "--check"],
      remedy: "Run `npm run generate` and commit the difference.",
    })),
    {
      name: "doc examples",
      command: ["scripts/check/doc-examples.ts"],
      remedy: "An example that is not true is worse than none.",
    },
    { name: "house rules", command: ["scripts/check/house-rules.ts"], remedy: "STYLE.md says why." },
    { name: "format", command: [script("oxfmt/bin/oxfmt"), "--check"], remedy: "Run `npm run format`." },
  ];
}

/**
 * Everything that a tsconfig.json of ours includes, named, because the type-aware linter fails when it walks into a
 * workspace's node_modules. What is missing here is not checked by the compiler either.
 */
export function lintedPaths(root: string): string[] {
  const folders = listWorkspaces(root).flatMap((name) => [`${name}/src`, `${name}/test`]);
  const others = ["e2e", "bench", "examples", "scripts", "vitest.config.ts", "console/vite.config.ts"];
  return [...folders, ...others].filter((path) => existsSync(`${root}/${path}`));
}
