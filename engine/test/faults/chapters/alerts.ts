import { defaultAlertSettings } from "@belfry/engine";
import { tester } from "@belfry/testkit";
import { until } from "../until.ts";
import { cronRule } from "../../start-engine.ts";
import { echo, type Chapter } from "./chapter.ts";

const by = { by: tester };

/** A rule that fails, of which another rule is told when it begins and when it is over. */
export const alerts: Chapter = {
  name: "alerts",
  options: { hooks: { alertSettings: async () => defaultAlertSettings } },
  async tell(w) {
    const { t, ask, watcher, database } = w;
    const heal = (healed: boolean) => ask(() => t.engine.setVariables({ healed }, by));
    const failing = async () =>
      (await watcher.engine.listAlerts()).find(({ kind, subject }) => kind === "rule.failing" && subject === "bad");
    const look = (holds: () => Promise<boolean>) =>
      until(watcher, async () => {
        if (await holds()) return true;
        // Faster, what failed would lie too far back before anybody looked.
        await new Promise((resolve) => setTimeout(resolve, 300));
        await database.clock.advance(30_000);
        return false;
      });
    await w.rule({
      rule: "listener",
      alerts: false,
      triggers: [{ id: "alert", event: "belfry.rule.failing*", source: "belfry:/alerts" }],
      actions: [echo("note")],
    });
    const broken = { id: "hard", use: "test.fail", with: { until: "${{ vars.healed ? 1 : 9 }}", retryable: false } };
    await heal(false);
    await w.rule({ rule: "bad", actions: [broken] });
    await w.rule(cronRule("yearly", "0 0 1 1 *"));
    // A node that misses the notification knows new triggers a second later.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    for (let n = 0; n < 2; n += 1) await watcher.reached(await w.run("bad"), "failed");
    await look(async () => (await failing()) !== undefined);
    await look(async () => (await watcher.executions("listener")).length === 1);
    await heal(true);
    // What failed lies too far back to count any more.
    await database.clock.advance(3 * 3_600_000);
    await watcher.reached(await w.run("bad"), "success");
    await look(async () => (await failing())?.until != null);
    await look(async () => (await watcher.executions("listener")).length === 2);
    await w.settled();
  },
};
