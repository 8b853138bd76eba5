import { readFile } from "node:fs/promises";
import type { Call } from "../demo/connect.ts";

/** What the screens of events and of the editor show: a shop whose orders come in, in two versions of a rule. */
export async function seedEvents(
  api: Call,
  server: { readonly url: string; readonly tokenFile: string },
): Promise<{ readonly refused: number }> {
  const token = (await readFile(server.tokenFile, "utf8")).trim();
  const rule = {
    rule: "order-notice",
    name: "大额订单提醒",
    folder: "电商/订单",
    labels: { team: "电商" },
    triggers: [{ id: "paid", event: "order.paid", source: "/shops/*" }],
    condition: { all: [{ field: "event.data.amount", op: "gte", value: 100 }] },
    actions: [{ id: "note", use: "noop", with: { value: "${{ event.data.amount }}" } }],
  };
  await api("PUT", "/v1/rules/order-notice", rule);
  const stricter = { all: [{ field: "event.data.amount", op: "gte", value: 200 }] };
  await api("PUT", `/v1/rules/order-notice?note=${encodeURIComponent("金额下限改为 200")}`, {
    ...rule,
    condition: stricter,
  });
  await api("POST", "/v1/rules/order-notice/enable");
  await api("PUT", "/v1/rules/stock", {
    rule: "stock",
    name: "库存同步",
    folder: "电商/仓储",
    triggers: [{ cron: "0 8 * * *", timezone: "Asia/Shanghai", calendar: "cn-workday" }],
    actions: [{ use: "noop" }],
  });
  for (const [id, amount] of [
    ["order-1001", 268],
    ["order-1002", 350],
    ["order-1003", 80],
  ] as const) {
    await send(server.url, token, { id, type: "order.paid", data: { order: id, amount, channel: "小程序" } });
  }
  await send(server.url, token, { id: "refund-7", type: "refund.asked", data: { order: "order-1001" } });
  // Without a type it cannot be read, and is kept with the dead letters.
  await send(server.url, token, { id: "order-1004", data: { amount: 99 } });
  const { items } = await api<{ items: readonly { id: number; fates: object }[] }>("GET", "/v1/events?type=order.paid");
  return { refused: items.find(({ fates }) => "condition-false" in fates)?.id ?? 0 };
}

/** Sends one; that one of them is refused is part of the picture. */
async function send(url: string, token: string, event: Readonly<Record<string, unknown>>): Promise<void> {
  await fetch(`${url}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/cloudevents+json" },
    body: JSON.stringify({ specversion: "1.0", source: "/shops/7", ...event }),
  });
}
