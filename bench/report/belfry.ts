/** The measured half of `report-memory`: the actions of the report, one after the other, and the peak of this process. */
import { readFileSync } from "node:fs";
import { builtinActions } from "@belfry/actions";
import { emailChannel } from "@belfry/channels";
import { connectLocally, createTestActionContext } from "@belfry/testkit";

interface Artifact {
  readonly $artifact: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
}

const [, , web = "", smtpPort = ""] = process.argv;
await using context = await createTestActionContext();
const seconds: Record<string, number> = {};
process.stdout.write(`before: ${peakMb()} MB\n`);

const query = (await step("query", () =>
  run("http.paginate", { url: `${web}/records`, paging: { kind: "offset", size: 500, rows: "rows", total: "total" } }),
)) as { rows: unknown };

const list = (await step("transform", () =>
  run("transform", {
    sql: `SELECT * FROM records
          QUALIFY row_number() OVER (PARTITION BY building, userId ORDER BY passTimeText DESC) = 1
          ORDER BY schoolInstituteName, passTimeText`,
    tables: { records: query.rows },
  }),
)) as { rows: unknown; count: number };

const workbook = (await step("workbook", () =>
  run("excel.write", {
    fileName: "名单.xlsx",
    rows: list.rows,
    width: { padding: 2, factor: 2, wideCharacters: 1 },
    style: { all: { horizontal: "center", vertical: "center", border: "thin", rowHeight: 24 } },
    freeze: "header",
    autoFilter: true,
  }),
)) as { file: Artifact };

const [outcome] = await step("mail", () => send(workbook.file));
if (outcome?.kind !== "accepted") throw new Error(`The mail was not accepted: ${JSON.stringify(outcome)}`);

const measured = { rows: list.count, workbookBytes: workbook.file.bytes, peakMb: peakMb(), seconds };
process.stdout.write(`${JSON.stringify(measured)}\n`);
// The pool of mail connections stays open for the next mail; there is none.
process.exit(0);

async function run(id: string, input: Readonly<Record<string, unknown>>): Promise<unknown> {
  const action = builtinActions.actions?.find((one) => one.id === id);
  if (action === undefined) throw new Error(`There is no action ${id}.`);
  return context.run(action, input);
}

async function send(file: Artifact) {
  const { signal, log, fetch, now } = context.ctx;
  const path = await context.ctx.artifacts.path(file);
  const to = ["office@belfry.example"];
  return emailChannel.send(
    { signal, log, fetch, connect: connectLocally, now, piecesDone: 0, secret: async (value) => String(value) },
    {
      messageKey: "bench/report",
      createdAt: now,
      to,
      cc: [],
      subject: "晚归名单",
      text: "见附件。",
      attachments: [{ fileName: file.name, mediaType: file.mediaType, bytes: file.bytes, path }],
    },
    to,
    emailChannel.account.parse({
      host: "127.0.0.1",
      port: Number(smtpPort),
      mode: "plain",
      from: { address: "bell@belfry.example" },
    }),
  );
}

async function step<T>(name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now();
  const result = await work();
  seconds[name] = Math.round(performance.now() - began) / 1000;
  process.stdout.write(`${name}: ${seconds[name]} s, peak so far ${peakMb()} MB\n`);
  return result;
}

/** The most physical memory this process has ever held, in MB. */
function peakMb(): number {
  const found = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1];
  if (found === undefined) throw new Error("This system does not tell the peak of a process; run it on Linux.");
  return Math.round(Number(found) / 1024);
}
