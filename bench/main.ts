/** `npm run bench -- NAME…`: runs benchmarks one after the other; each ends with one line of JSON. */
import { spawn } from "node:child_process";

const benchmarks: Readonly<Record<string, string>> = {
  durable: "./durable/durable.ts",
  "report-memory": "./report-memory.ts",
};

const names = process.argv.slice(2);
const wanted = names.length === 0 ? Object.keys(benchmarks) : names;
for (const name of wanted) {
  const file = benchmarks[name];
  if (file === undefined) {
    process.stderr.write(`There is no benchmark ${name}. There are: ${Object.keys(benchmarks).join(", ")}.\n`);
    process.exit(2);
  }
  const child = spawn(process.execPath, [new URL(file, import.meta.url).pathname], { stdio: "inherit" });
  const code = await new Promise<number>((resolve) => child.on("exit", (exit) => resolve(exit ?? 1)));
  if (code !== 0) process.exit(code);
}
