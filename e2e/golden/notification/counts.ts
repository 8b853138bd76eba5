import { HOUR, later } from "./later.ts";
import type { NotificationLedger } from "./ledger.ts";

/** Each case has a label of its own in the one ledger. */
let groups = 0;

/** So many messages of each kind are sent; answers with what the statistics say of them. */
export async function countMessages(
  ledger: NotificationLedger,
  { success = 0, failed = 0, pending = 0 }: { success?: number; failed?: number; pending?: number },
  asked: readonly string[],
): Promise<unknown> {
  const labels = { golden: `metrics-${(groups += 1)}` };
  ledger.answer((subject) => (subject === "failed" ? { kind: "content-fault", reason: "no" } : { kind: "accepted" }));
  for (let n = 0; n < success; n += 1) await ledger.send({ labels });
  for (let n = 0; n < failed; n += 1) await ledger.send({ labels, subject: "failed" });
  for (let n = 0; n < pending; n += 1) await later(ledger, { labels });
  await ledger.settled();
  const now = await ledger.database.clock.now();
  const { total } = await ledger.notify.messageStatistics({
    by: "hour",
    from: new Date(now.getTime() - HOUR),
    until: new Date(now.getTime() + 1),
    only: { label: `golden=${labels.golden}` },
  });
  const told: Record<string, number> = {
    total_messages: total.deliveries,
    success_messages: total.arrived,
    failed_messages: total.failed,
    pending_messages: total.open,
    success_rate: total.successRate,
  };
  return Object.fromEntries(asked.map((name) => [name, told[name]]));
}

/** So many messages are listed by pages; answers with how many pages there are. */
export async function countPages(ledger: NotificationLedger, total: number, size: number): Promise<number> {
  const labels = { golden: `paging-${(groups += 1)}` };
  for (let n = 0; n < total; n += 1) await later(ledger, { labels });
  let before: number | undefined;
  for (let pages = 0; ; pages += 1) {
    const page = await ledger.notify.listMessages({ labels, limit: size, ...(before !== undefined && { before }) });
    before = page.at(-1)?.id;
    if (before === undefined) return pages;
  }
}
