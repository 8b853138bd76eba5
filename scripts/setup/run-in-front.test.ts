import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const runProgram = fileURLToPath(new URL("run-program.mjs", import.meta.url));

/** A front that runs a child which counts its signals and ends itself, with code 7, when it is told to stop. */
function startFront() {
  const child = `
    let count = 0;
    process.on("SIGINT", () => { count += 1; if (count === 1) setTimeout(() => { console.log("signals " + count); process.exit(7); }, 200); });
    process.once("disconnect", () => { console.log("left alone"); process.exit(0); });
    setInterval(() => {}, 1000);
    console.log("ready");`;
  const front = `
    const { runInFront } = await import(${JSON.stringify(runProgram)});
    process.exitCode = await runInFront(process.execPath, ["-e", ${JSON.stringify(child)}]);`;
  const program = spawn(process.execPath, ["--input-type=module", "-e", front], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return { program, lines: createInterface(program.stdout) };
}

test("two signals of one Ctrl-C reach the program as one, and its exit code comes back", async () => {
  const { program, lines } = startFront();
  const seen: string[] = [];
  lines.on("line", (line) => seen.push(line));
  await once(lines, "line");
  program.kill("SIGINT");
  program.kill("SIGINT");
  const [code] = (await once(program, "close")) as [number];
  expect(code).toBe(7);
  expect(seen).toContain("signals 1");
});

test("the program learns that its front was killed", async () => {
  const { program, lines } = startFront();
  const seen: string[] = [];
  lines.on("line", (line) => seen.push(line));
  await once(lines, "line");
  program.kill("SIGKILL");
  await once(lines, "close"); // the pipe closes when the program, too, has ended
  expect(seen).toEqual(["ready", "left alone"]);
});
