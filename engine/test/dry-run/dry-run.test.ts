import { beforeEach, describe, expect, test } from "vitest";
import { tester } from "@belfry/testkit";
import type { DryRunOptions, TriedRun, TriedStep } from "@belfry/engine";
import { useEngine } from "../start-engine.ts";
import { left, tryPlugin } from "./try-plugin.ts";

/** About what was asked who could release it. */
const asked: unknown[] = [];
const refuse = async () => Promise.reject(new Error("A dry run asks nobody."));

const engine = useEngine({
  hooks: {
    secondPerson: {
      demands: async () => ({ firstEnable: false, deletion: false }),
      ask: refuse,
      verdict: refuse,
      withdrawSubject: refuse,
      async deciders(_db, request) {
        asked.push(request);
        return { names: ["carol"], total: 1 };
      },
    },
  },
  plugins: [tryPlugin],
  secrets: { KEY: "sesame-open-now" },
  services: {
    fetch: async (url, { method = "GET" } = {}) => {
      left.push(`${method} ${url}`);
      throw new Error("A request left.");
    },
    notify: async () => {
      left.push("a message");
      throw new Error("A message left.");
    },
  },
});
beforeEach(() => {
  left.splice(0);
  asked.splice(0);
});

const read = (id: string, value: unknown = id, rest = {}) => ({ id, use: "try.read", with: { value }, ...rest });

/** Tries a definition out that was never saved. */
async function tried(definition: Record<string, unknown>, options: Partial<DryRunOptions> = {}) {
  const slug = "tried";
  const view = await engine().engine.dryRunRule(slug, {
    by: tester,
    definition: { rule: slug, name: "Tried", ...definition },
    ...options,
  });
  const [run] = view.runs;
  return { view, run, step: (id: string, iteration = "") => stepOf(run, id, iteration) };
}

function stepOf(run: TriedRun | undefined, id: string, iteration: string): TriedStep {
  const found = run?.steps.find((one) => one.step === id && one.iteration === iteration);
  if (found === undefined) throw new Error(`No step ${id} ${iteration} in ${JSON.stringify(run, null, 1)}`);
  return found;
}

/** How many rows every table has that an execution would have written to. */
async function countRows(): Promise<unknown> {
  const { rows } = await engine().database.store.query({
    name: "test-count-everything",
    text: `select (select count(*) from belfry.executions) as executions, (select count(*) from belfry.execution_queue) as queue,
      (select count(*) from belfry.action_runs) as runs, (select count(*) from belfry.step_marks) as marks,
      (select count(*) from belfry.artifacts) as artifacts, (select count(*) from belfry.execution_logs) as logs,
      (select count(*) from belfry.rules) as rules`,
  });
  return rows[0];
}

describe("what becomes of actions", () => {
  test("what reads runs, what sends is shown and not sent, and what says nothing is left out", async () => {
    const before = await countRows();
    const { run, step } = await tried({
      actions: [
        read("who", "Ann"),
        { id: "order", use: "try.send", with: { to: "${{ actions.who }}", key: "${{ secrets.KEY }}" } },
        { id: "mail", use: "try.mail", with: { to: "ann@school.example" } },
        { id: "other", use: "try.silent", with: {} },
      ],
    });
    expect(run).toMatchObject({ state: "success", failure: null, notReached: [] });
    expect(run?.steps.map(({ step: id, state, known }) => [id, state, known])).toEqual([
      ["who", "ran", "real"],
      ["order", "captured", "stand-in"],
      ["mail", "captured", "stand-in"],
      ["other", "left-out", "unknown"],
    ]);
    expect(step("who")).toMatchObject({ output: "Ann", logs: [{ level: "info", message: "reading" }] });
    expect(step("order")).toMatchObject({
      input: { to: "Ann", key: { $secret: "KEY" } },
      output: { status: 200 },
      effects: [{ kind: "request", method: "POST", url: "https://partner.example/orders", body: "Ann •••" }],
    });
    expect(step("mail").effects).toEqual([
      expect.objectContaining({ kind: "message", to: ["ann@school.example"], subject: "Hello", text: "Good morning" }),
    ]);
    expect(left).toEqual([]);
    expect(await countRows()).toEqual(before);
  });

  test("a secret stands nowhere in it, neither in what is shown nor in what failed", async () => {
    const { view } = await tried({
      actions: [
        read("before", "${{ 'sesame-' + 'open-now' }}"),
        { id: "order", use: "try.send", with: { to: "x", key: "${{ secrets.KEY }}" } },
      ],
    });
    expect(JSON.stringify(view)).not.toContain("sesame-open-now");
    expect(JSON.stringify(view)).toContain("•••");
  });

  test("a step that is released first says who could, and that neither author nor starter is among them", async () => {
    const order = { id: "order", use: "try.send", approval: true, with: { to: "Ann" } };
    const labels = { school: "east" };
    const { step } = await tried({ labels, actions: [read("who"), order] });
    expect(step("who")).toMatchObject({ asks: false, releasers: null });
    expect(step("order")).toMatchObject({ asks: true, releasers: { names: ["carol"], total: 1 } });
    expect(asked).toEqual([{ labels, requestedBy: [tester.name, tester.name] }]);
    // A saved rule has an author of its own, and a fire time has nobody behind it.
    const slug = "released-first";
    const rule = { rule: slug, name: slug, triggers: [{ cron: "0 6 * * *" }], actions: [order] };
    await engine().engine.saveRule(rule, { by: { ...tester, name: "wei" } });
    const at = new Date("2026-03-02T06:00:00Z");
    await engine().engine.dryRunRule(slug, { by: tester, trigger: { at } });
    expect(asked.at(-1)).toEqual({ labels: {}, requestedBy: ["wei"] });
  });

  test("a connection that is in trouble is named at each step that calls it, and at no other", async () => {
    const until = new Date((await engine().database.clock.now()).getTime() + 3_600_000);
    await engine().engine.openBreaker("partner.example:443", { by: tester, reason: "maintenance", until });
    try {
      const order = { id: "order", use: "try.send", with: { to: "Ann" } };
      const { run, step } = await tried({ actions: [order, read("who")] });
      expect(run?.state).toBe("success");
      const closed = { connection: "partner.example:443", state: "open", until };
      expect([step("order").closedOff, step("who").closedOff]).toEqual([[closed], []]);
    } finally {
      await engine().engine.closeBreaker("partner.example:443", { by: tester, atOnce: true });
    }
  });

  test("an action that is said only to read is refused whatever it does beside that", async () => {
    const { run, step } = await tried({ actions: [{ id: "liar", use: "try.liar", with: {} }] });
    expect(step("liar")).toMatchObject({ state: "failed", failure: { code: "DRY_RUN_REFUSED" } });
    expect(run).toMatchObject({ state: "failed", failure: { code: "DRY_RUN_REFUSED" } });
    expect(left).toEqual([]);
  });

  test("a file is handed out with the answer, a dataset by its first rows", async () => {
    const { step } = await tried({ actions: [{ id: "file", use: "try.file", with: { text: "早上好" } }] });
    const { files, rows } = step("file");
    expect(files).toMatchObject([{ name: "说明.txt", mediaType: "text/plain", bytes: 9 }]);
    expect(Buffer.from(files[0]?.content ?? "", "base64").toString()).toBe("早上好");
    expect(rows).toMatchObject([{ rows: 1, first: [{ line: "早上好" }] }]);
    expect(await countRows()).toMatchObject({ artifacts: 0 });
  });
});

describe("what depends on what was not done", () => {
  test("a step that fails for it is unclear, says on what it depends, and fails nothing", async () => {
    const { run, step } = await tried({
      actions: [
        { id: "order", use: "try.send", with: { to: "x" } },
        read("number", "${{ actions.order.json.number }}"),
        read("shown", "${{ actions.number }}"),
        read("apart", 1),
      ],
    });
    expect(run?.state).toBe("success");
    expect(step("number")).toMatchObject({ state: "unclear", dependsOn: ["actions.order"], known: "unknown" });
    expect(step("number").failure?.code).toBe("EXPRESSION_FAILED");
    expect(step("shown")).toMatchObject({ dependsOn: ["actions.number"] });
    expect(step("apart").dependsOn).toEqual([]);
  });

  test("what fails by itself fails, and what comes after it is not reached", async () => {
    const { run, step } = await tried({
      actions: [{ id: "report", use: "try.fail", with: {}, retry: { attempts: 5 } }, read("after")],
      onFailure: [{ id: "tell", use: "try.mail", with: { to: "{{ failure.code }}@x.example" } }],
    });
    expect(run).toMatchObject({ state: "failed", failure: { code: "NO_REPORT" }, notReached: ["after"] });
    expect(step("onFailure.tell")).toMatchObject({ state: "captured", effects: [{ to: ["NO_REPORT@x.example"] }] });
    expect(left).toEqual([]);
  });
});

describe("control flow", () => {
  test("conditions show their values, and a switch goes its way", async () => {
    const { run, step } = await tried({
      vars: { late: 3 },
      actions: [
        read("no", 1, { if: "${{ vars.late > 5 }}" }),
        {
          id: "way",
          switch: { on: "${{ vars.late }}", cases: [{ when: 3, do: [read("three")] }], else: [read("else")] },
        },
      ],
    });
    expect(step("no")).toMatchObject({ state: "not-run", condition: { expression: "vars.late > 5", value: false } });
    expect(step("no").condition?.parts).toContainEqual(expect.objectContaining({ source: "vars.late", value: 3 }));
    expect(run?.steps.map(({ step: id }) => id)).toEqual(["no", "way", "three"]);
    expect(run?.notReached).toEqual(["else"]);
  });

  test("a loop is tried with its first items, and says how many there are", async () => {
    const { step } = await tried(
      { actions: [read("each", "${{ each }}", { forEach: { items: [1, 2, 3, 4], onFailure: "stop" } })] },
      { maxItems: 2 },
    );
    expect(step("each")).toMatchObject({ items: { total: 4, tried: 2 }, known: "stand-in" });
    expect([step("each", "0").output, step("each", "1").output]).toEqual([1, 2]);
  });

  test("a rule over a list is tried for its first items, each as an execution", async () => {
    const { view, run } = await tried(
      { forEach: ["a", "b", "c"], actions: [read("one", "${{ item }}")] },
      { maxItems: 2 },
    );
    expect(run).toMatchObject({ items: { total: 3, tried: 2 }, steps: [], state: "success" });
    expect(view.runs.slice(1).map(({ startedBy, steps }) => [startedBy, steps[0]?.output])).toEqual([
      [{ run: 0, step: null, item: "a" }, "a"],
      [{ run: 0, step: null, item: "b" }, "b"],
    ]);
  });

  test("branches run, waits pass at once, and what is set is seen", async () => {
    const { run, step } = await tried({
      actions: [
        {
          id: "both",
          parallel: {
            branches: { a: [read("left")], b: [read("right")] },
          },
        },
        { id: "night", wait: { for: "8h" } },
        { id: "kept", set: { count: "${{ 1 + 1 }}" } },
        read("seen", "${{ [vars.count, actions.both.a, actions.night.until] }}"),
        { id: "paid", wait: { event: "order.paid", key: "7", match: "event.data.order", timeout: "1h" } },
      ],
    });
    expect(run?.state).toBe("success");
    expect(step("night")).toMatchObject({ state: "captured", waits: { kind: "for", durationMs: 8 * 3_600_000 } });
    expect(step("seen").output).toEqual([2, "left", expect.stringMatching(/T/)]);
    expect(step("paid")).toMatchObject({ waits: { kind: "event", type: "order.paid", key: "7" }, known: "unknown" });
  });

  test("a called rule is tried inside, and gives what it returns", async () => {
    const called = await engine().rule({
      rule: "called-one",
      inputs: { type: "object", properties: { n: { type: "number" } } },
      actions: [read("double", "${{ inputs.n * 2.0 }}"), { id: "end", return: "${{ actions.double }}" }],
    });
    const { view, step } = await tried({
      actions: [{ id: "ask", call: { rule: called, inputs: { n: 4 } } }, read("got", "${{ actions.ask }}")],
    });
    expect(view.runs[1]).toMatchObject({ rule: called, startedBy: { run: 0, step: "ask" }, output: 8 });
    expect(step("ask")).toMatchObject({ called: 1, output: 8 });
    expect(step("got").output).toBe(8);
    expect(await engine().executions(called)).toEqual([]);
  });

  test("what takes the place of a failure runs, and what was done is undone", async () => {
    const { run, step } = await tried({
      actions: [
        {
          id: "book",
          use: "try.read",
          with: { value: "seven" },
          compensate: [{ id: "cancel", use: "try.send", with: { to: "${{ actions.book }}" } }],
        },
        { id: "risky", use: "try.fail", with: {}, onError: [read("instead", "${{ failure.code }}")] },
        { id: "bad", use: "try.fail", with: {} },
      ],
    });
    expect(step("instead").output).toBe("NO_REPORT");
    expect(step("cancel")).toMatchObject({ state: "captured", effects: [{ kind: "request", body: "seven" }] });
    expect(run).toMatchObject({ state: "failed", failure: { action: "bad" } });
    expect(left).toEqual([]);
  });
});

describe("how it is started", () => {
  const rule = {
    triggers: [{ cron: "0 6 * * *", timezone: "UTC" }],
    condition: "${{ now.getHours('UTC') == 6 }}",
    actions: [read("when", "${{ [trigger.kind, now] }}")],
  };

  test("at a fire time the rule sees that time, and its condition decides as it would then", async () => {
    const six = new Date("2026-03-01T06:00:00Z");
    const { view, step } = await tried(rule, { trigger: { at: six } });
    expect(view).toMatchObject({
      fate: "fired",
      at: six,
      trigger: { kind: "cron", id: "cron-1", dueAt: six.toISOString() },
    });
    expect(step("when").output).toEqual(["cron", "2026-03-01T06:00:00.000Z"]);
    const later = await tried(rule, { trigger: { at: new Date("2026-03-01T07:00:00Z") } });
    expect(later.view).toMatchObject({ fate: "condition-false", runs: [], detail: { condition: expect.any(String) } });
  });

  test("with an event the rule sees it, and without such a trigger the request is refused", async () => {
    const { step } = await tried(
      { triggers: [{ event: "order.paid" }], actions: [read("amount", "${{ event.data.amount }}")] },
      { trigger: { event: { type: "order.paid", data: { amount: 12 } } } },
    );
    expect(step("amount").output).toBe(12);
    await expect(tried(rule, { trigger: { event: { type: "order.paid" } } })).rejects.toMatchObject({
      code: "REQUEST_INVALID",
    });
  });

  test("a definition with a fault is refused with all of them, and nothing is run", async () => {
    await expect(tried({ actions: [read("a", "${{ nothing.there }}")] })).rejects.toMatchObject({
      code: "RULE_INVALID",
    });
  });

  test("when its time is over it stops, and says so", async () => {
    const { run } = await tried({ actions: [{ id: "slow", use: "try.slow", with: {} }] }, { timeoutMs: 50 });
    expect(run).toMatchObject({
      state: "stopped",
      failure: { class: "timeout", message: expect.stringContaining("50 ms") },
    });
  });

  test("a few at once and no more", async () => {
    const definition = { actions: [{ id: "slow", use: "try.slow", with: {} }] };
    const some = await Promise.allSettled(Array.from({ length: 6 }, () => tried(definition, { timeoutMs: 500 })));
    const refused = some.filter(({ status }) => status === "rejected");
    expect(refused.map((one) => (one as PromiseRejectedResult).reason.code)).toEqual(["DRY_RUN_BUSY", "DRY_RUN_BUSY"]);
  });
});
