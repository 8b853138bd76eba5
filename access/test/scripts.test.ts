import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ActionFailure, ScriptRun } from "@belfry/plugin-kit";
import { createScriptRunner } from "../src/index.ts";
import { MARK } from "../src/scripts/script-processes.ts";
import { chooseScriptUser } from "../src/scripts/script-user.ts";

let folder: string;
let lines: string[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "belfry-scripts-"));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const isRoot = process.geteuid?.() === 0;
const runner = createScriptRunner({ isAllowed: async () => true, installation: "test" });
const shell = (source: string, over: Partial<ScriptRun> = {}) =>
  runner.run({
    interpreter: "shell",
    source,
    outputFolder: folder,
    timeoutMs: 20_000,
    memoryBytes: 256 * 1_048_576,
    signal: new AbortController().signal,
    onLine: (stream, line) => lines.push(`${stream} ${line}`),
    ...over,
  });

function failureOf(work: Promise<unknown>): Promise<ActionFailure> {
  return work.then(
    () => expect.unreachable("the script was let through"),
    (error: unknown) => error as ActionFailure,
  );
}

async function isGone(pid: number): Promise<boolean> {
  // A zombie that nobody has collected yet runs nothing any more.
  const state = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
  return state === "" || state.split(") ")[1]?.startsWith("Z") === true;
}

test("without the leave of an administrator nothing runs", async () => {
  const off = createScriptRunner({ isAllowed: async () => false, installation: "test" });
  const run = off.run({
    interpreter: "shell",
    source: `touch ${folder}/ran`,
    outputFolder: folder,
    timeoutMs: 1_000,
    memoryBytes: 1e8,
    signal: new AbortController().signal,
    onLine: () => undefined,
  });
  expect(await failureOf(run)).toMatchObject({ code: "SCRIPTS_NOT_ALLOWED", failureClass: "config", retryable: false });
  expect(await readdir(folder)).toEqual([]);
});

test("lines come as they are written, files and a result come back, and the folder is gone afterwards", async () => {
  const given = join(folder, "given.txt");
  await writeFile(given, "名单");
  const ended = await shell(
    'echo "one $1"; echo two >&2; cat; cat in/list.txt > out/copy.txt; echo \'{"n":1}\' > "$BELFRY_RESULT"; pwd; exit 7',
    { args: ["a b"], stdin: "from stdin\n", files: [{ name: "list.txt", path: given }] },
  );
  expect(ended).toMatchObject({ exitCode: 7, result: '{"n":1}\n', isCut: false });
  expect(lines).toEqual(expect.arrayContaining(["stdout one a b", "stderr two", "stdout from stdin"]));
  expect(ended.files.map(({ name }) => name)).toEqual(["copy.txt"]);
  expect(await readFile(ended.files[0]!.path, "utf8")).toBe("名单");
  const cwd = lines.find((line) => line.includes("belfry-script-"))!.slice("stdout ".length);
  await expect(stat(cwd)).rejects.toMatchObject({ code: "ENOENT" });
});

test.each([
  ["python", "import json, os, sys\njson.dump(json.load(sys.stdin), open(os.environ['BELFRY_RESULT'], 'w'))"],
  ["node", "require('fs').writeFileSync(process.env.BELFRY_RESULT, require('fs').readFileSync(0))"],
] as const)("%s runs too, within the memory it is given", async (interpreter, source) => {
  expect(await shell(source, { interpreter, stdin: '{"a":"晚归"}' })).toMatchObject({ exitCode: 0 });
});

test("nothing of Belfry's environment is there, and what is there was given", async () => {
  process.env["BELFRY_TEST_SECRET"] = "not for scripts";
  try {
    await shell("env", { env: { GIVEN: "yes", PATH: "/evil" } });
  } finally {
    delete process.env["BELFRY_TEST_SECRET"];
  }
  expect(lines.join("\n")).not.toContain("not for scripts");
  expect(lines).toContain("stdout GIVEN=yes");
  expect(lines).toContain("stdout PATH=/usr/local/bin:/usr/bin:/bin");
});

/** The processes that a script told of. */
const pids = () => lines.flatMap((line) => /^stdout pid (\d+)/.exec(line)?.[1] ?? []).map(Number);

describe("everything that a script started ends", () => {
  const stubborn = "(trap '' TERM INT HUP; echo child $$; sh -c 'trap \"\" TERM; echo pid $$; sleep 60') & sleep 60";

  test("when it takes too long, grandchildren that ignore signals too", async () => {
    const failure = await failureOf(shell(stubborn, { timeoutMs: 700 }));
    expect(failure).toMatchObject({ code: "SCRIPT_TIMEOUT", failureClass: "timeout" });
    expect(pids()).toHaveLength(1);
    await expect.poll(() => isGone(pids()[0]!)).toBe(true);
  });

  test("when Belfry cancels it", async () => {
    const cancelling = new AbortController();
    const onLine = (stream: string, line: string) => {
      lines.push(`${stream} ${line}`);
      if (line.startsWith("pid")) cancelling.abort();
    };
    const failure = await failureOf(shell(stubborn, { signal: cancelling.signal, onLine }));
    expect(failure).toMatchObject({ code: "SCRIPT_CANCELLED", failureClass: "cancelled" });
    await expect.poll(() => isGone(pids()[0]!)).toBe(true);
  });

  test("when it ends itself and leaves others behind, even such as left its group", async () => {
    await shell("setsid sh -c 'echo pid $$; exec sleep 60' & sh -c 'echo pid $$; exec sleep 60' & sleep 0.3");
    expect(pids()).toHaveLength(2);
    for (const pid of pids()) await expect.poll(() => isGone(pid)).toBe(true);
  });

  test("at the next start, when Belfry was killed meanwhile", async () => {
    const ended = spawn("true");
    await once(ended, "exit");
    const orphan = spawn("sleep", ["60"], { env: { [MARK]: `other/${ended.pid}/1` }, detached: true, stdio: "ignore" });
    const ours = spawn("sleep", ["60"], { env: { [MARK]: `test/${ended.pid}/1` }, detached: true, stdio: "ignore" });
    const exited = once(ours, "exit");
    expect(runner.killLeftovers()).toBe(1);
    await exited;
    expect(await isGone(orphan.pid!)).toBe(false);
    orphan.kill("SIGKILL");
  });
});

describe("a limit", () => {
  test("on memory", async () => {
    const source = "x = bytearray(900 * 1024 * 1024)";
    expect(await shell(source, { interpreter: "python" })).toMatchObject({ exitCode: 1 });
    expect(lines.join("\n")).toContain("MemoryError");
  });

  test("on processor time", async () => {
    const failure = await failureOf(shell("while :; do :; done", { timeoutMs: 900 }));
    expect(failure.code).toMatch(/^SCRIPT_(TIMEOUT|KILLED)$/);
  });

  test("on what it writes to the log", async () => {
    const ended = await shell(
      "i=0; while [ $i -lt 2500 ]; do echo line $i; i=$((i+1)); done; head -c 9000 /dev/zero | tr '\\0' x",
    );
    expect(ended.isCut).toBe(true);
    expect(lines).toHaveLength(2_000);
  });

  test("on the size of files", async () => {
    const ended = shell("head -c 300000000 /dev/zero > big || exit 9");
    const outcome = await ended.then(
      ({ exitCode }) => exitCode,
      (error: ActionFailure) => error.code,
    );
    expect(outcome).not.toBe(0);
  });
});

describe("what a script leaves is not trusted", () => {
  test.each([
    ["a link to a file", "ln -s /etc/passwd out/passwd"],
    ["a second name of a file", "echo x > a && ln a out/b"],
    ["a pipe", "mkfifo out/pipe"],
    ["a link in the place of the folder", "rmdir out && ln -s /etc out"],
    ["a link in the place of the result", 'ln -s /etc/passwd "$BELFRY_RESULT"'],
    ["a result that is too large", 'head -c 2000000 /dev/zero > "$BELFRY_RESULT"'],
  ])("%s", async (_what, source) => {
    expect(await failureOf(shell(source))).toMatchObject({ code: "SCRIPT_OUTPUT_INVALID" });
    expect(await readdir(folder)).toEqual([]);
  });

  test("a file with a path for a name is not put in", async () => {
    expect(await failureOf(shell("true", { files: [{ name: "../x", path: "/etc/hostname" }] }))).toMatchObject({
      code: "SCRIPT_OUTPUT_INVALID",
    });
  });
});

test.runIf(isRoot)("started by root, it runs as a user who cannot read the data folder or gain rights", async () => {
  const dataDir = join(folder, "data");
  await mkdir(dataDir, { mode: 0o700 });
  await writeFile(join(dataDir, "key"), "master key", { mode: 0o600 });
  await shell(`id -u; cat ${dataDir}/key; grep NoNewPrivs /proc/self/status; ls -ld .`);
  const user = await chooseScriptUser();
  expect(lines).toContain(`stdout ${user?.uid}`);
  expect(lines.join("\n")).not.toContain("master key");
  expect(lines.join("\n")).toMatch(/stdout NoNewPrivs:\s+1/);
  expect(lines.join("\n")).toContain("drwx------");
});
