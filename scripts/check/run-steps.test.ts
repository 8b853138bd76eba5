import { expect, test } from "vitest";
import { runSteps } from "./run-steps.ts";

const step = (name: string, program: string) => ({ name, command: ["-e", program], remedy: "none" });

test("a failing step is reported with what it printed, and the others still run", async () => {
  const results = await runSteps(
    [step("good", "console.log('fine')"), step("bad", "console.error('broken'); process.exit(3)"), step("late", "")],
    { root: process.cwd(), atOnce: 2, onResult: () => undefined },
  );
  expect(Object.fromEntries(results.map(({ step: { name }, ok, output }) => [name, { ok, output }]))).toEqual({
    good: { ok: true, output: "fine\n" },
    bad: { ok: false, output: "broken\n" },
    late: { ok: true, output: "" },
  });
});

test("a step that a signal ended has failed", async () => {
  const [result] = await runSteps([step("killed", "process.kill(process.pid, 'SIGKILL')")], {
    root: process.cwd(),
    atOnce: 1,
    onResult: () => undefined,
  });
  expect(result).toMatchObject({ ok: false, output: expect.stringContaining("SIGKILL") });
});
