import type { Call } from "../demo/connect.ts";

/** What the screens of flow control show: a connection that was opened by hand, what is parked for it, limits, and a queue. */
export async function seedFlow(api: Call): Promise<{ readonly queued: number; readonly parked: number }> {
  await api("PUT", "/v1/limits/label/db=erp", { concurrency: 4, note: "ERP 只有十个并发许可" });
  await api("PUT", "/v1/limits/connection/sms.example.org:443", {
    rate: { limit: 60, per: "1m" },
    note: "短信平台的限额",
  });
  await api("POST", "/v1/breakers/open", {
    connection: "erp.example.org:443",
    reason: "ERP 升级，完成后由王芳恢复",
  });
  await api("PUT", "/v1/rules/erp-push", {
    rule: "erp-push",
    name: "订单推送到 ERP",
    folder: "财务",
    labels: { team: "财务", db: "erp" },
    actions: [{ id: "push", use: "http.request", with: { method: "GET", url: "https://erp.example.org/orders" } }],
  });
  await api("PUT", "/v1/rules/stocktaking", {
    rule: "stocktaking",
    name: "仓库盘点",
    folder: "电商/仓储",
    concurrency: { limit: 1, onBusy: "queue" },
    actions: [{ id: "counted", wait: { for: "8h" } }],
  });
  const started = async (rule: string): Promise<number> => {
    await api("POST", `/v1/rules/${rule}/enable`);
    return (await api<{ executionId: number }>("POST", `/v1/rules/${rule}/trigger`, {})).executionId;
  };
  const parked = await started("erp-push");
  await started("stocktaking");
  await started("stocktaking");
  const queued = await started("stocktaking");
  return { queued, parked };
}
