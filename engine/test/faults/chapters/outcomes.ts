import { tester } from "@belfry/testkit";
import { until } from "../until.ts";
import { echo, type Chapter } from "./chapter.ts";

/** Rules that start when others have ended, once a business day. */
export const outcomes: Chapter = {
  name: "outcomes",
  async tell(w) {
    const { watcher, t, ask, database } = w;
    for (const rule of ["load-a", "load-b"]) await w.rule({ rule, actions: [echo("load")] });
    const on = (rule: string, trigger: Record<string, unknown>) =>
      w.rule({ rule, triggers: [trigger], actions: [echo("note")] });
    await on("summary", { after: ["load-a", "load-b"], timezone: "UTC" });
    await on("each-end", { outcome: "ended", rule: "load-a" });
    await on("missing", { late: "load-b", by: "02:00", timezone: "UTC" });
    // A node that misses the notification knows new triggers a second later.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await w.settled();
    await database.clock.advance(3_600_000);
    await w.settled();
    for (const rule of ["load-a", "load-b"]) {
      await watcher.reached(await w.run(rule), "success");
      await w.settled();
    }
    await until(watcher, async () => (await watcher.executions("summary")).length === 1);
    await ask(() =>
      t.engine.saveRule({ name: "测试", rule: "load-a", actions: [echo("load", "new")] }, { by: tester }),
    );
    await database.clock.advance(86_400_000);
    await w.settled();
    for (const rule of ["load-b", "load-a"]) {
      await watcher.reached(await w.run(rule), "success");
      await w.settled();
    }
    await until(watcher, async () => (await watcher.executions("summary")).length === 2);
    await ask(() => t.engine.setRuleStatus("summary", "disabled", { by: tester }));
    await w.settled();
  },
};
