import type { WecomFake } from "@belfry/testkit";
import type { CallApi } from "../support/call-api.ts";
import { until } from "../support/until.ts";

/** Messages that ended in different ways, by their ids. */
export interface SeededMessages {
  /** By a robot. */
  readonly accepted: number;
  /** By a robot that WeCom does not know any more. */
  readonly failed: number;
  readonly scheduled: number;
  readonly mail: number;
}

interface MessageStates {
  readonly states: Readonly<Record<string, number>>;
}

/** Accounts of the mail sandbox and of a WeCom, and messages by them. */
export async function seedMessages(api: CallApi, wecom: WecomFake): Promise<SeededMessages> {
  await api("PUT", "/v1/connections/wecom", { address: new URL(wecom.url).host, allowLocal: true });
  await api("PUT", "/v1/secrets/DUTY_ROBOT", { value: "wecom-robot-key" });
  await api("PUT", "/v1/secrets/GONE_ROBOT", { value: "a-key-that-is-gone" });
  const robot = (group: string, secret: string) => ({
    config: { group, key: { $secret: secret }, baseUrl: wecom.url },
  });
  await api("PUT", "/v1/accounts/wecom/duty", { ...robot("值班群", "DUTY_ROBOT"), weight: 3 });
  await api("PUT", "/v1/accounts/wecom/gone", robot("旧群", "GONE_ROBOT"));
  const send = async (draft: object) => (await api<{ id: number }>("POST", "/v1/messages", draft)).id;
  const accepted = await send({
    channel: "wecom",
    to: ["值班群"],
    subject: "晚归名单",
    markdown: "| 姓名 | 学院 |\n| --- | --- |\n| 张三 | 数学 |",
    labels: { team: "students" },
    businessKey: "late-2026-05-04",
    priority: "urgent",
  });
  const failed = await send({ channel: "wecom", to: ["旧群"], subject: "停水通知", text: "明早停水。" });
  const mail = await send({ channel: "email", to: ["li.lei@campus.example"], subject: "Room 302", text: "Your key." });
  const scheduled = await send({
    channel: "email",
    to: ["dean@campus.example"],
    subject: "Weekly report",
    text: "Nobody came late.",
    scheduledAt: "2026-05-05T01:00:00Z",
    expiresAt: "2026-05-05T09:00:00Z",
  });
  await Promise.all(
    [accepted, mail, failed].map((id) =>
      until(`message ${id} is tried`, async () => {
        const { states } = await api<MessageStates>("GET", `/v1/messages/${id}`);
        return (states["queued"] ?? 0) + (states["sending"] ?? 0) === 0 || undefined;
      }),
    ),
  );
  return { accepted, failed, scheduled, mail };
}
