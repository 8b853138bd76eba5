/**
 * How much memory a big report takes: 100,000 records of 10 fields are read page by page, transformed by a query, written
 * as a workbook and sent as a mail. The servers that give the records and take the mail run here; Belfry's side runs in a
 * process of its own, whose peak is measured. Ends with one line of JSON.
 */
import { spawn } from "node:child_process";
import { startLoopbackServer, startSmtpSink } from "@belfry/testkit";

const rows = Number(process.argv[2] ?? 100_000);
const limitMb = 300;

await using web = await startLoopbackServer((request, response) => {
  const offset = Number(request.query.get("offset"));
  const count = Math.max(0, Math.min(Number(request.query.get("limit")), rows - offset));
  const page = Array.from({ length: count }, (_, index) => record(offset + index));
  response.setHeader("content-type", "application/json").end(JSON.stringify({ total: rows, rows: page }));
});
await using mail = await startSmtpSink();

const belfry = spawn(
  process.execPath,
  // As Belfry is started: V8 lets the space for young objects grow to 48 MB, of which big pages of records use all.
  ["--max-semi-space-size=4", new URL("./report/belfry.ts", import.meta.url).pathname, web.url, String(mail.port)],
  { stdio: ["ignore", "pipe", "inherit"] },
);
let output = "";
belfry.stdout.on("data", (chunk: Buffer) => {
  output += chunk.toString();
  process.stderr.write(chunk);
});
const code = await new Promise<number | null>((resolve) => belfry.on("exit", resolve));
if (code !== 0) throw new Error(`The measured process ended with ${code}.`);

const measured = JSON.parse(output.trim().split("\n").at(-1) ?? "{}") as { rows: number; peakMb: number };
const attached = mail.mails[0]?.parsed.attachments.length ?? 0;
process.stdout.write(
  `${JSON.stringify({ bench: "report-memory", columns: 10, limitMb, mails: mail.mails.length, ...measured })}\n`,
);
if (measured.rows !== rows || attached !== 1 || measured.peakMb >= limitMb) process.exitCode = 1;

/** Ten fields as the gate of a school gives them. */
function record(n: number) {
  return {
    userId: String(2_024_000_000 + ((n * 7919) % 1_000_003)),
    userName: `学生${n % 10_000}`,
    roomName: String(100 + (n % 800)),
    passTimeText: `2026-02-15 23:${String(n % 60).padStart(2, "0")}:${String(n % 59).padStart(2, "0")}`,
    schoolInstituteName: ["电子信息与自动化学院", "理学院", "马克思主义学院"][n % 3],
    grade: String(2021 + (n % 5)),
    studentType: n % 7 === 0 ? "研究生" : "本科生",
    building: String(1 + (n % 20)),
    campus: "滨海校区",
    direction: n % 2 === 0 ? "进" : "出",
  };
}
