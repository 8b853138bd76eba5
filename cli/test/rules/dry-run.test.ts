import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "../run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
  await own.belfry(["rules", "apply", await file("list.yaml", list)]);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

async function file(name: string, content: string): Promise<string> {
  const path = join(own.dataDir, name);
  await writeFile(path, content);
  return path;
}

const list = `rule: list
name: List
triggers:
  - cron: "0 6 * * *"
  - event: order.paid
inputs: { type: object, properties: { who: { type: string, default: Ann } } }
actions:
  - id: rows
    use: csv.write
    with: { rows: [{ a: 1 }], fileName: list }
  - id: order
    use: http.request
    with: { url: "https://partner.example/orders", method: POST, body: { json: { for: "{{ inputs.who }}" } } }
  - id: large
    use: noop
    if: \${{ inputs.who == "Bo" }}
  - id: number
    use: noop
    with: { value: "\${{ actions.order.json.number }}" }
`;

test("it is said step by step what would have happened, and the file can be kept", async () => {
  const folder = join(own.dataDir, "kept");
  const { out, code } = await own.belfry(["rules", "dry-run", "list", "--input", "who=Cleo", "--save", folder]);
  expect(code).toBe(0);
  expect(out).toContain("Nothing was sent, written or started.");
  expect(out).toMatch(/1\. rows · csv\.write · ran\n/);
  expect(out).toMatch(/2\. order · http\.request · NOT done, shown below/);
  expect(out).toContain('| {"for":"Cleo"}');
  expect(out).toMatch(/3\. large · noop · would not run/);
  expect(out).toContain("inputs.who = Cleo");
  expect(out).toMatch(/4\. number · noop · not known: it depends on what was not done/);
  expect(out).toContain("it reads what is not really known: actions.order");
  expect(out).toContain("It would end well");
  expect(await readdir(folder)).toEqual(["list.csv"]);
  expect(await readFile(join(folder, "list.csv"), "utf8")).toContain("a");
});

test("an edited file is tried for a fire time or an event, and one that fails ends with an exit code", async () => {
  const edited = await file(
    "edited.yaml",
    list.replace("use: csv.write", "use: fail").replace(/with: \{ rows.*/, "with: { message: No list }"),
  );
  const failed = await own.belfry(["rules", "dry-run", "list", "--file", edited, "--at", "2026-03-01T06:00:00Z"]);
  expect(failed.code).toBe(1);
  expect(failed.out).toContain("a definition that is not saved");
  expect(failed.out).toContain("It would fail: No list");
  expect(failed.out).toContain("Not reached: order, large, number");
  const event = await file("event.json", '{"type":"order.paid","data":{"amount":3}}');
  expect(await own.json(["rules", "dry-run", "list", "--event", event])).toMatchObject({
    trigger: { kind: "event", event: { data: { amount: 3 } } },
  });
  expect((await own.belfry(["rules", "show", "list"])).code).toBe(0);
  expect((await own.belfry(["rules", "dry-run", "list", "--max-items", "many"])).code).toBe(2);
});
