import { defineAction, definePlugin } from "@belfry/plugin-kit";
import { tester } from "@belfry/testkit";
import { z } from "zod";
import { cronRule } from "../../start-engine.ts";
import type { World } from "../world.ts";
import type { Chapter } from "./chapter.ts";

const by = { by: tester };
const at = (time: string) => `2026-03-0${time}Z`;
const everyDay = { from: "2026-01-01", until: "2026-12-31" };
const calendar = (days: readonly string[]) => ({
  calendar: "campus",
  name: "校历",
  ...everyDay,
  days: days.map((date) => ({ date, kind: "off", name: "校庆" })),
});

/** An action that reaches people outside: a rule remembers since when it does. */
const sender = definePlugin({
  name: "faults",
  version: "0",
  actions: [
    defineAction({
      id: "faults.send",
      displayName: { zh: "发送", en: "Send" },
      description: { zh: "发送", en: "Sends" },
      input: z.strictObject({}),
      idempotent: true,
      sendsOutside: true,
      run: async () => ({}),
    }),
  ],
});

/** Rules that fire by the clock, while people edit, disable, import and remove them. */
export const schedules: Chapter = {
  name: "schedules",
  plugins: () => [sender],
  async tell(w) {
    const { t, ask } = w;
    const save = (rule: Record<string, unknown>) => ask(() => t.engine.saveRule({ name: "测试", ...rule }, by));
    const to = async (time: string) => {
      await w.database.clock.set(at(time));
      await w.settled();
    };
    await ask(() => t.engine.setVariables({ greeting: "hello", forgotten: 1 }, by));
    await ask(() => t.engine.removeVariable("forgotten", by), "NOT_FOUND");
    await w.rule(cronRule("minutely", "* * * * *"));
    await w.rule(cronRule("spread", "*/2 * * * *", { trigger: { spread: "1m" } }));
    await w.rule(cronRule("fails", "*/5 * * * *", { condition: "1 / 0 == 1" }));
    await w.settled();
    for (const time of ["1T00:01:00", "1T00:02:00", "1T00:03:30"]) await to(time);
    await save(cronRule("minutely", "*/3 * * * *"));
    // Another version, and the same trigger: its slots go to the new version.
    await save(cronRule("spread", "*/2 * * * *", { trigger: { spread: "1m" }, condition: "true" }));
    await to("1T00:06:30");
    await ask(() => t.engine.setRuleStatus("minutely", "disabled", by));
    await to("1T00:20:00");
    await ask(() => t.engine.setRuleStatus("minutely", "enabled", by));
    await to("1T00:21:30");

    await w.rule({ rule: "sends", actions: [{ use: "faults.send" }] });
    await calendars(w, to);
    await importing(w);

    // Nobody was there for two hours: they are made up for one after the other.
    await w.rule(
      cronRule("made-up", "*/30 * * * *", { trigger: { misfire: { policy: "all", within: "1d", perMinute: 1 } } }),
    );
    await w.settled();
    await w.database.clock.advance(7_200_000);
    await w.settled();
    for (let n = 0; n < 5; n += 1) {
      await w.database.clock.advance(60_000);
      await w.settled();
    }
    await ask(() => t.engine.saveRule({ name: "无用", rule: "unused", actions: [{ use: "test.echo" }] }, by));
    await ask(() => t.engine.removeRule("unused", by), "RULE_NOT_FOUND");
    await ask(() => t.engine.removeRule("spread", by));
    await ask(() => t.engine.unarchiveRule("spread", by));
    await w.settled();
  },
};

async function calendars(w: World, to: (time: string) => Promise<void>): Promise<void> {
  const { t, ask } = w;
  await ask(() => t.engine.saveCalendar(calendar(["2026-03-02"]), by));
  const daily = (slug: string, rest: Record<string, unknown>) =>
    w.rule(cronRule(slug, "0 6 * * *", { trigger: { calendar: "campus", ...rest } }));
  await daily("workdays", {});
  await daily("next-day", { onHoliday: "next" });
  await daily("day-before", { onHoliday: "previous" });
  // Slots are planned a day ahead for what may be moved to the day before.
  await w.settled();
  await ask(() => t.engine.saveCalendar(calendar(["2026-03-02", "2026-03-03"]), by));
  // A day off more is planned for before its hours pass, or its slot is missed instead of merged.
  await w.settled();
  for (const time of ["1T06:00:00", "2T00:00:30", "2T06:00:00", "3T06:00:00", "4T06:00:00"]) await to(time);
  for (const slug of ["workdays", "next-day", "day-before"])
    await ask(() => t.engine.setRuleStatus(slug, "archived", by));
  await ask(() => t.engine.saveCalendar({ ...calendar([]), calendar: "passing" }, by));
  await ask(() => t.engine.removeCalendar("passing", by), "CALENDAR_NOT_FOUND");
}

async function importing({ t, ask }: World): Promise<void> {
  const bundle = {
    rules: [cronRule("imported", "0 12 * * *", { name: "导入" })],
    calendars: [],
    variables: { imported: true },
  };
  const may = { weakenDemands: true, calendars: true, variables: true };
  const options = { ...by, scope: null, may, dryRun: false, source: "files", enable: true };
  await ask(() => t.engine.importRules(bundle, options));
}
