import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The test files that take the longest, the longest first. They start first: one that starts last runs alone while the
 * other process has nothing left to do, and on a fresh machine vitest knows only how large the files are. The order
 * matters, the exact times do not; look at them again when `npm test` has become slow.
 */
export const longest: readonly string[] = [
  "api/test/fuzz.test.ts",
  "e2e/console-accounts.test.ts",
  "e2e/console-engine.test.ts",
  "engine/test/faults/lost-answers.test.ts",
  "e2e/console-notify/templates.test.ts",
  "e2e/console-notify/messages.test.ts",
  "notify/test/dying-accounts.test.ts",
  "e2e/console-notify/callbacks.test.ts",
  "e2e/console-notify/policy.test.ts",
  "engine/test/control/random-rules.test.ts",
  "api/test/few-connections.test.ts",
  "e2e/console-steady.test.ts",
  "e2e/console-dry-run.test.ts",
  "e2e/two-person-release/mass-send.test.ts",
  "cli/test/service.test.ts",
  "e2e/console-explain.test.ts",
  "e2e/two-person-release/rules-and-steps.test.ts",
  "e2e/console.test.ts",
  "e2e/dorm-late-return/unknown-outcome.test.ts",
  "e2e/dorm-late-return/killed.test.ts",
  "connectors/test/sql/every-database.test.ts",
  "testkit/test/services/services.test.ts",
  "engine/test/alerts/two-nodes.test.ts",
  "engine/test/control/killed-process.test.ts",
  "engine/test/crash/frozen-node.test.ts",
  "engine/test/explain/explained-fates.test.ts",
  "connectors/test/brokers-engine.test.ts",
  "engine/test/feeds/nodes.test.ts",
  "store/test/migrate.test.ts",
  "engine/test/crash/every-point.test.ts",
  "engine/test/crash/chaos.test.ts",
];

/** Runs the longest files first, then the others that need a database, and fills up with the small ones. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = (file: TestSpecification) => {
      const place = longest.indexOf(relative(this.ctx.config.root, file.moduleId));
      if (place !== -1) return place;
      return file.project.name === "small" ? longest.length + 1 : longest.length;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- the order of vitest's own sequencer, not that of an array
    const byDefault = await super.sort(files);
    return byDefault.toSorted((one, other) => rank(one) - rank(other));
  }
}
