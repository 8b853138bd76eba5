import type { Call } from "../demo/connect.ts";

/** What the screens of the administration show: people, roles, keys, a connection, and two requests that wait. */
export async function seedPeople(api: Call): Promise<{ readonly rule: number; readonly message: number }> {
  const team = { labels: { team: ["学工处"] }, inputs: {} };
  await api("PUT", "/v1/roles/%E5%80%BC%E7%8F%AD", {
    description: "夜间值班",
    permissions: ["rules:read", "executions:read", "executions:write", "approvals:read", "approvals:decide"],
  });
  await api("POST", "/v1/users", {
    name: "li.ming",
    displayName: "李明",
    email: "li.ming@campus.example",
    role: "editor",
  });
  await api("POST", "/v1/users", { name: "wang.fang", displayName: "王芳", role: "operator", scope: team });
  await api("POST", "/v1/users", { name: "chen.jie", displayName: "陈洁", role: "值班", secondFactorRequired: true });
  await api("POST", "/v1/users", { name: "zhao.lei", displayName: "赵磊", role: "viewer" });
  await api("PATCH", "/v1/users/zhao.lei", { enabled: false });

  const permissions = ["rules:read", "rules:run", "executions:read", "messages:read"];
  const reports = await api<{ key: { id: string } }>("POST", "/v1/keys", {
    name: "教务系统",
    note: "每晚取执行结果",
    permissions,
    expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
  });
  await api("POST", `/v1/keys/${reports.key.id}/rotate`, {});
  await api("POST", "/v1/keys", { name: "监控", permissions: ["executions:read"] });
  await api("PUT", "/v1/connections/access-control", { address: "10.20.0.15:8443", purpose: "门禁系统，由后勤处维护" });

  await api("PATCH", "/v1/settings", { approvals: { firstEnable: true, recipientsAbove: 0 } });
  const { definition } = await api<{ definition: object }>("GET", "/v1/rules/dorm-late-return");
  await api("PUT", "/v1/rules/parents-late-return", {
    ...definition,
    rule: "parents-late-return",
    name: "晚归告知家长",
  });
  const enabled = await api<{ approval: { id: number } }>("POST", "/v1/rules/parents-late-return/enable");
  await api("POST", "/v1/rules/dorm-late-return/trigger", {});
  return { rule: enabled.approval.id, message: await heldMessage(api) };
}

const LONGEST_WAIT_MS = 30_000;

/** The request for the first message that is held. */
async function heldMessage(api: Call): Promise<number> {
  for (const since = Date.now(); Date.now() - since < LONGEST_WAIT_MS;) {
    const { items } = await api<{ items: readonly { id: number; kind: string }[] }>("GET", "/v1/approvals");
    const held = items.find(({ kind }) => kind === "message");
    if (held !== undefined) return held.id;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("No message was held for a second person.");
}
