import { createTestActionContext } from "@belfry/testkit";
import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import type { ArtifactRef } from "@belfry/plugin-kit";
import { scriptRun } from "../src/script/script-run.ts";

interface Output {
  readonly exitCode: number;
  readonly result: unknown;
  readonly files: readonly ArtifactRef[];
}

test("a script gets inputs and files, and gives a result, files and lines of its log", async () => {
  await using action = await createTestActionContext();
  const list = await action.ctx.artifacts.put(Buffer.from("a\nb\n"), { name: "list.txt", mediaType: "text/plain" });
  const output = (await action.run(scriptRun, {
    interpreter: "python",
    source: [
      "import json, os, sys",
      "given = json.load(sys.stdin)",
      "lines = open('in/list.txt').read().split()",
      "open('out/report.csv', 'w').write('n\\n%d\\n' % len(lines))",
      "print('read', len(lines), given['building'])",
      "print('careful', file=sys.stderr)",
      "json.dump({'lines': lines}, open(os.environ['BELFRY_RESULT'], 'w'))",
    ].join("\n"),
    inputs: { building: "一号楼" },
    files: [list],
  })) as Output;
  expect(output).toMatchObject({
    exitCode: 0,
    result: { lines: ["a", "b"] },
    files: [{ name: "report.csv", mediaType: "text/csv", bytes: 4 }],
  });
  expect(await readFile(await action.ctx.artifacts.path(output.files[0]!), "utf8")).toBe("n\n2\n");
  expect(action.logs.map(({ level, message }) => `${level} ${message}`).toSorted()).toEqual([
    "info read 2 一号楼",
    "warn careful",
  ]);
});

test("a script may be a file of an earlier action, and other exit codes may count as success", async () => {
  await using action = await createTestActionContext();
  const file = await action.ctx.artifacts.put(Buffer.from("exit $1"), { name: "a.sh", mediaType: "text/plain" });
  const input = { interpreter: "shell", file, args: ["4"], exitCodes: [0, 4] };
  expect(await action.run(scriptRun, input)).toEqual({ exitCode: 4, result: null, files: [] });
});

test("source and file at once are told when the rule is saved", () => {
  expect(scriptRun.check?.({ interpreter: "shell" })).toHaveLength(1);
  expect(
    scriptRun.check?.({ interpreter: "shell", source: "true", file: "${{ actions.a.output.file }}" }),
  ).toHaveLength(1);
  expect(scriptRun.check?.({ interpreter: "shell", source: "true" })).toEqual([]);
});
