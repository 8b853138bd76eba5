/**
 * The ceiling: a bare nodemailer pool, as many connections as Belfry's accounts together, the same mails, no ledger and
 * nothing that survives a crash. `node nodemailer.ts PORT MAILS BYTES [FILE]`.
 */
import { createTransport } from "nodemailer";
import { WARM_UP } from "./warm-up.ts";

const [port = "", count = "0", bytes = "0", path] = process.argv.slice(2);
const MAILS = Number(count);
const CONNECTIONS = 16;

const pool = createTransport({
  host: "127.0.0.1",
  port: Number(port),
  secure: false,
  ignoreTLS: true,
  pool: true,
  maxConnections: CONNECTIONS,
  maxMessages: 100,
});
await sendAll(WARM_UP);
const started = performance.now();
await sendAll(MAILS);
const seconds = (performance.now() - started) / 1_000;
process.stdout.write(`${JSON.stringify({ perSecond: MAILS / seconds })}\n`);
pool.close();

async function sendAll(mails: number): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS * 2 }, async () => {
      while (next < mails) {
        next += 1;
        await pool.sendMail({
          from: "one@bench.invalid",
          to: `b${next}@bench.invalid`,
          subject: "晚归名单",
          html: path === undefined ? `<p>${"x".repeat(Number(bytes))}</p>` : "<p>名单见附件。</p>",
          ...(path !== undefined && { attachments: [{ filename: "名单.xlsx", path }] }),
        });
      }
    }),
  );
}
