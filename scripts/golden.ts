/**
 * `npm run golden -- --dir DIR`: runs every golden suite that exists for the files found in DIR and ends with the line
 * `N passed, N failed`. Without --dir it takes ../shared/golden, and where that is absent, the copy under testkit/golden.
 */
import { existsSync } from "node:fs";
import { readFile, readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startTestPostgres } from "@belfry/testkit";
import { dormSuites } from "../e2e/golden/dorm-suites.ts";
import { batchSuites, campaignSuites, messageSuites, rewardSuites } from "../e2e/golden/incentive/suites.ts";
import { startNotificationLedger } from "../e2e/golden/notification/ledger.ts";
import { notificationSuites } from "../e2e/golden/notification/suites.ts";
import { serviceJobSuites, technicianSuites } from "../e2e/golden/service-jobs/suites.ts";
import { startTaskGenerator } from "../e2e/golden/tasks/generation.ts";
import { startDataLake } from "../e2e/golden/tasks/storing.ts";
import { taskSuites } from "../e2e/golden/tasks/suites.ts";
import { runGolden } from "../e2e/golden/run-golden.ts";
import { startDormitory } from "../e2e/support/start-dormitory.ts";

const { values } = parseArgs({ options: { dir: { type: "string" } } });
const root = resolve(import.meta.dirname, "..");
const folders =
  values.dir === undefined ? [resolve(root, "../shared/golden"), join(root, "testkit/golden")] : [resolve(values.dir)];
const folder = folders.find((candidate) => existsSync(candidate));
if (folder === undefined) {
  process.stderr.write(`There is no folder ${folders.join(" or ")}.\n`);
  process.exit(2);
}

const files = (await readdir(folder)).filter((file) => file.endsWith(".json"));
process.stdout.write(`golden cases in ${folder}\n`);
await using stack = new AsyncDisposableStack();
stack.use(await startTestPostgres());
const dormitory = stack.use(await startDormitory());

const suites = [];
for (const file of files) {
  const content: unknown = JSON.parse(await readFile(join(folder, file), "utf8"));
  if (file === "dorm_late_return.json")
    suites.push(...dormSuites(content as Parameters<typeof dormSuites>[0], dormitory));
  else if (file === "notification_service.json")
    suites.push(
      ...notificationSuites(
        content as Parameters<typeof notificationSuites>[0],
        stack.use(await startNotificationLedger()),
      ),
    );
  else if (file === "task_generation.json") {
    const tasks = content as Parameters<typeof taskSuites>[0];
    const paths = (tasks.dremioRefresh ?? []).map(({ datasetPath }) => datasetPath);
    const lake = stack.use(await startDataLake(paths));
    suites.push(...taskSuites(tasks, stack.use(await startTaskGenerator()), lake));
  } else if (file === "sla_and_pending_orders.json")
    suites.push(...serviceJobSuites(content as Parameters<typeof serviceJobSuites>[0]));
  else if (file === "reward_messages.json")
    suites.push(
      ...messageSuites(content as Parameters<typeof messageSuites>[0]),
      ...technicianSuites(content as Parameters<typeof technicianSuites>[0]),
    );
  else if (file === "campaigns.json") suites.push(...campaignSuites(content as Parameters<typeof campaignSuites>[0]));
  else if (file === "reward_cases.json") suites.push(...rewardSuites(content as Parameters<typeof rewardSuites>[0]));
  else if (file === "contract_batches.json") suites.push(...batchSuites(content as Parameters<typeof batchSuites>[0]));
  else process.stdout.write(`${file}: no suite yet\n`);
}
const { passed, failed } = await runGolden(suites, (line) => process.stdout.write(`${line}\n`));
process.stdout.write(`${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
