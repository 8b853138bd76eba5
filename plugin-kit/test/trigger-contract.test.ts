import { expect, test } from "vitest";
import { z } from "zod";
import { defineTrigger, triggerContract, type IncomingEvent, type TriggerContext } from "../src/index.ts";
import { failedChecks } from "./failed-checks.ts";

const Hourly = z.strictObject({ hourly: z.number().int().min(0).max(59).describe("The minute.") });
const HOUR = 3_600_000;

/** Every hour at a minute: a schedule that keeps every promise. */
const good = {
  kind: "schedule" as const,
  id: "hourly",
  displayName: { zh: "每小时", en: "Hourly" },
  description: { zh: "每小时触发一次", en: "Fires once an hour" },
  config: Hourly,
  describe: ({ hourly }: { hourly: number }) => ({ zh: `每小时第 ${hourly} 分`, en: `Every hour at minute ${hourly}` }),
  next({ hourly }: { hourly: number }, after: Date): Date | undefined {
    const offset = hourly * 60_000;
    return new Date((Math.floor((after.getTime() - offset) / HOUR) + 1) * HOUR + offset);
  },
};
const options = { validConfigs: [{ hourly: 20 }], badConfigs: [{ hourly: 60 }, {}] };
const failuresOf = (over: Partial<typeof good>) =>
  failedChecks(triggerContract(defineTrigger({ ...good, ...over }), options));

test("a schedule that keeps its promises passes every check", async () => {
  expect(await failuresOf({})).toEqual([]);
});

test.each<[string, Partial<typeof good>, string]>([
  ["an id that rules cannot hold", { id: "every-hour" }, "its id can be a key in a rule"],
  [
    "a configuration that is checked too late",
    { config: z.strictObject({ hourly: z.number() }) },
    "it refuses bad configurations and says why",
  ],
  [
    "a mistyped field that is let through",
    { config: z.looseObject(Hourly.shape) },
    "it accepts valid configurations and refuses them with a field it does not know",
  ],
  [
    "no Chinese for a configuration",
    { describe: () => ({ zh: " ", en: "Hourly" }) },
    "it says in both languages what a configuration means",
  ],
  [
    "a fire time that is the moment itself",
    { next: (config, after) => good.next(config, new Date(after.getTime() - 1)) },
    "a fire time comes after the moment it was asked for, also around daylight saving",
  ],
  [
    "fire times that are counted from the question",
    { next: (_config, after) => new Date(after.getTime() + HOUR) },
    "no fire time is passed over, from wherever it is asked",
  ],
  [
    "a clock that is asked",
    { next: (config, after) => good.next(config, new Date(Math.max(after.getTime(), Date.now() - 1e12))) },
    "the same question has the same answer, and the clock is not asked",
  ],
  [
    "a moment that is moved in place",
    {
      next(config, after) {
        after.setTime(good.next(config, after)?.getTime() ?? 0);
        return after;
      },
    },
    "the moment it is given stays as it was",
  ],
])("%s is found", async (_what, over, expected) => {
  expect(await failuresOf(over)).toContain(expected);
});

const event = (id: string): IncomingEvent => ({ source: "inbox", id, type: "mail", data: { id } });
const inbox = {
  kind: "poll" as const,
  id: "inbox",
  displayName: { zh: "收件箱", en: "Inbox" },
  description: { zh: "收到新邮件时触发", en: "Fires for every new mail" },
  config: z.strictObject({ inbox: z.string().describe("The folder.") }),
  describe: ({ inbox: name }: { inbox: string }) => ({ zh: `${name} 的新邮件`, en: `New mails in ${name}` }),
  everyMs: () => 60_000,
  poll: async (ctx: TriggerContext, _config: unknown, _cursor: unknown) => {
    ctx.signal.throwIfAborted();
    return { events: [event("1"), event("2")], cursor: { last: 2 } as unknown };
  },
};
const pollOptions = {
  validConfigs: [{ inbox: "INBOX" }],
  badConfigs: [{}],
  createContext: (signal: AbortSignal) => ({ signal }) as TriggerContext,
};

test("a trigger that polls is held to events that come again until its cursor moves", async () => {
  let calls = 0;
  const forgetful = { ...inbox, poll: async () => ({ events: [event(String((calls += 1)))], cursor: null }) };
  const hasty = { ...inbox, everyMs: () => 10 };
  const failures = (trigger: typeof inbox) => failedChecks(triggerContract(defineTrigger(trigger), pollOptions));
  expect(await failures(inbox)).toEqual([]);
  expect(await failures(forgetful)).toEqual(["its events have names, and its cursor can be kept"]);
  expect(await failures(hasty)).toEqual(["it asks at most once a second"]);
});

test("a trigger that listens is held to ending, also twice", async () => {
  let open = 0;
  const { everyMs: _everyMs, poll: _poll, ...described } = inbox;
  const listening = (close: () => void) => ({
    ...described,
    kind: "subscribe" as const,
    async subscribe() {
      open += 1;
      return { [Symbol.asyncDispose]: async () => close() };
    },
  });
  const once = () => {
    if (open === 0) throw new Error("not open");
    open -= 1;
  };
  const failures = (close: () => void) => failedChecks(triggerContract(defineTrigger(listening(close)), pollOptions));
  expect(await failures(() => (open = 0))).toEqual([]);
  expect(await failures(once)).toEqual(["it listens, and can be ended twice"]);
});
