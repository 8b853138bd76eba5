import { builtinActions } from "@belfry/actions";
import { defineChannel, definePlugin, secret, type GuardedFetch } from "@belfry/plugin-kit";
import { sandboxCredentials } from "@belfry/testkit";
import { builtinTriggers } from "@belfry/triggers";
import { z } from "zod";
import { startTestApi, type TestApi, type TestApiOptions } from "./start-test-api.ts";

export interface ExamplesWorld extends AsyncDisposable {
  readonly api: TestApi;
  /** Of the administrator's session, as a browser sends it from a page of ours. */
  readonly headers: Readonly<Record<string, string>>;
}

const email = defineChannel({
  id: "email",
  displayName: { zh: "邮件", en: "E-mail" },
  // Of the real one: an example that is copied works there too.
  account: z.strictObject({
    host: z.string(),
    user: z.string(),
    password: secret(),
    from: z.strictObject({ address: z.string() }),
  }),
  envelope: "message",
  maxBytes: () => 1_000,
  checkAddress: () => undefined,
  send: async (_ctx, _message, recipients) => recipients.map(() => ({ kind: "accepted" as const })),
  test: async (_ctx, { host }) => [{ step: "connect", ok: true, detail: host }],
});

/** A receiver of callbacks that sends every challenge back. */
const echo: GuardedFetch = async (url, request = {}) => {
  const answer = Buffer.from(typeof request.body === "string" ? request.body : "");
  return {
    status: 200,
    headers: {},
    setCookies: [],
    url,
    bytes: async () => answer,
    text: async () => answer.toString(),
    stream: async function* () {
      yield answer;
    },
  };
};

const PASSWORD = "correct horse battery staple";

const mail = [
  "From: Belfry <belfry@campus.example>",
  "To: dean@campus.example",
  "Subject: Nightly report",
  "MIME-Version: 1.0",
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "--b",
  "Content-Type: text/plain",
  "",
  "See the list.",
  "--b",
  "Content-Type: text/csv",
  'Content-Disposition: attachment; filename="list.csv"',
  "",
  "building,late",
  "3,2",
  "--b--",
].join("\r\n");

/** An API in which everything is that the examples of the documentation speak of. */
export async function startExamplesWorld(options: Pick<TestApiOptions, "connections"> = {}): Promise<ExamplesWorld> {
  const channels = definePlugin({ name: "examples", version: "0", channels: [email] });
  const api = await startTestApi({ ...options, plugins: [builtinTriggers, builtinActions, channels], fetch: echo });
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await api.call(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.text}`);
  };
  const query = (text: string, values: unknown[] = []) => api.test.database.store.pool.query(text, values);

  await api.test.rule({
    rule: "nightly-report",
    name: "Nightly report",
    labels: { team: "students" },
    triggers: [{ cron: "0 6 * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "night", use: "noop", with: { value: "${{ now }}" } }],
  });
  await call("POST", "/v1/rules/nightly-report/trigger", {});
  await call("POST", "/v1/rules/nightly-report/trigger", {});
  const failure = {
    class: "external",
    code: "TIMEOUT",
    message: "No answer within 30 s.",
    action: "night",
    retryable: true,
  };
  await query("update belfry.executions set state = 'failed', finished_at = belfry.now(), failure = $1 where id = 2", [
    JSON.stringify(failure),
  ]);
  await query("delete from belfry.execution_queue where id = 2");
  // One is retried by an example, the other still stands in the list when many are.
  await query(
    `insert into belfry.executions (rule_id, rule_version, trigger, state, failure, created_at, started_at, finished_at)
     select rule_id, rule_version, trigger, state, failure, created_at, created_at, finished_at from belfry.executions where id = 2`,
  );
  await query(
    `insert into belfry.failed_executions (execution_id, rule_id, failed_at, group_key)
     select id, rule_id, finished_at, belfry.failure_group(rule_id, failure) from belfry.executions where state = 'failed'`,
  );
  await query(
    `insert into belfry.failure_jobs (work, filter, start_from, version, note, asked_by, created_at, next_at, total, done)
     values ('redrive', '{"rule": "nightly-report"}', 'failed', 'same', 'The gate answers again.', '{"name": "admin"}',
       belfry.now(), belfry.now(), 400, 300)`,
  );
  await query(
    `insert into belfry.alert_episodes (kind, subject, rule_id, since, facts, seen_at)
     values ('rule.failing', 'nightly-report', 1, belfry.now(),
       '{"failed": 2, "succeeded": 0, "rate": 1, "last": {"id": 3, "code": "TIMEOUT", "message": "No answer within 30 s."}}', belfry.now())`,
  );
  await query(
    `insert into belfry.execution_logs (execution_id, level, message, fields, logged_at, created_on)
     values (2, 'warn', 'The gate did not answer.', '{"building": 3}', belfry.now(), (belfry.now() at time zone 'UTC')::date)`,
  );
  await query(
    `insert into belfry.action_runs (created_on, execution_id, action, attempt, use, state, failure, took_ms, finished_at)
     values ((belfry.now() at time zone 'UTC')::date, 2, 'night', 1, 'noop', 'failed', $1, 30000, belfry.now())`,
    [JSON.stringify(failure)],
  );

  await call("PUT", "/v1/secrets/SMTP_PASSWORD", { value: "coo" });
  await call("PATCH", "/v1/variables", { values: { semester: "2026-1" } });
  await call("PUT", "/v1/connections/gate", { address: "gate.campus.example:8443", purpose: "The gates." });
  await call("PUT", "/v1/limits/label/db%3Derp", { concurrency: 4, note: "The ERP has ten licences." });
  await call("PUT", "/v1/records/customers", { description: "客户等级" });
  await call("POST", "/v1/records/customers/rows", { records: [{ key: "20260001", fields: { level: "gold" } }] });
  await call("PUT", "/v1/templates/order-paid", paidTemplate("<p>您好</p>"));
  await call("PUT", "/v1/templates/order-paid", paidTemplate("<p>{{ name }}，您好</p>"));
  await call("PUT", "/v1/calendars/campus", {
    name: "校历",
    from: "2026-01-01",
    until: "2026-12-31",
    days: [
      { date: "2026-01-02", kind: "off", name: "新年" },
      { date: "2026-03-20", kind: "off", name: "校庆" },
    ],
  });
  const config = {
    host: "mail.campus.example",
    user: "belfry",
    password: { $secret: "SMTP_PASSWORD" },
    from: { address: "belfry@campus.example" },
  };
  await call("PUT", "/v1/accounts/email/main", { config, priority: 10 });
  await call("PUT", "/v1/roles/duty", { description: "Night duty.", permissions: ["rules:read", "rules:run"] });
  await call("POST", "/v1/users", {
    name: "li.lei",
    displayName: "Li Lei",
    email: "li.lei@campus.example",
    role: "viewer",
  });
  await query(
    `insert into belfry.nodes (id, name, roles, version, build, schema, concurrency, running, claimed, session, started_at, seen_at)
     overriding system value
     values (1, 'belfry-1', '{api,scheduler,worker}', '1.4.0', '6f1f2a90c3de', 25, 50, 3, 120, true, belfry.now(), belfry.now())`,
  );
  await query(
    `insert into belfry.api_keys (id, name, secret_hash, permissions, created_by, created_at)
     values ('bfk_k7m2p9qa', 'report system', sha256('bfs_this-is-only-an-example'), '{rules:read,rules:run}', 'admin', belfry.now())`,
  );
  await query(
    `with n as (
       insert into belfry.notices (created_at, level, title, body, link, rule, execution_id, key_hash)
       values (belfry.now(), 'warning', 'Nobody answered at the gate.', '', '/executions/2', 'nightly-report', 2, sha256('1'))
       returning id)
     insert into belfry.notice_recipients (user_id, notice_id) select u.id, n.id from belfry.users u, n`,
  );
  const content = { subject: "Nightly report", text: "See the list.", attachments: [] };
  await query(
    "insert into belfry.messages (idempotency_key, channel, execution_id, content, created_at) values ('1', 'email', 2, $1, belfry.now())",
    [JSON.stringify(content)],
  );
  await query(
    `insert into belfry.deliveries (message_id, field, recipient, state, run_at, updated_at)
     values (1, 'to', 'dean@campus.example', 'accepted', belfry.now(), belfry.now())`,
  );
  // One to cancel, and one to send again.
  await query(
    `insert into belfry.messages (idempotency_key, channel, content, created_at, sent_by) values ('2', 'email', $1, belfry.now(), 'admin'), ('3', 'email', $1, belfry.now(), 'admin')`,
    [JSON.stringify(content)],
  );
  await query(
    `insert into belfry.deliveries (message_id, field, recipient, state, run_at, updated_at)
     values (2, 'to', 'dean@campus.example', 'queued', belfry.now(), belfry.now()), (3, 'to', 'dean@campus.example', 'failed', belfry.now(), belfry.now())`,
  );
  await call("PUT", "/v1/secrets/SHOP_CALLBACK", { value: `whsec_${Buffer.alloc(32, 1).toString("base64")}` });
  const callback = { url: "https://shop.example.com/belfry", secret: "SHOP_CALLBACK", events: ["delivery.failed"] };
  await call("PUT", "/v1/callbacks/shop", callback);
  await query(
    `insert into belfry.callback_events (callback_id, message_id, delivery_id, state, previous, attempt, at, status, tries, next_at,
       tried_at, http_status, problem)
     select 1, 3, id, 'failed', 'sending', 1, updated_at, 'failed', 10, updated_at, updated_at, 503,
       'The receiver answered with status 503.' from belfry.deliveries where message_id = 3`,
  );
  await call("PUT", "/v1/policies/night", {
    definition: { kind: "quiet-hours", from: "22:00", until: "07:00", channels: ["aliyun-sms"] },
  });
  await call("POST", "/v1/suppressions", {
    channel: "email",
    addresses: ["gone@campus.example"],
    note: "Has left the school.",
  });
  await query(
    `insert into belfry.sandbox_mails (received_at, envelope_from, envelope_to, sender, subject, bytes, raw)
     values (belfry.now(), 'belfry@campus.example', '{dean@campus.example}', 'Belfry <belfry@campus.example>', 'Nightly report', $1, $2)`,
    [Buffer.byteLength(mail), Buffer.from(mail)],
  );
  await fetch(`${api.providers.urls.wecom}/cgi-bin/webhook/send?key=${sandboxCredentials.wecomRobots[0]}`, {
    method: "POST",
    body: JSON.stringify({
      msgtype: "markdown",
      markdown: { content: "**Nightly report**: nobody came late. <@dean>" },
    }),
  });
  api.providers.setFaults("wecom", [{ kind: "slow", times: 1, delayMs: 20_000 }]);
  for (const [subject, asker] of [
    ["one", "li.lei"],
    ["two", "admin"],
    ["three", "li.lei"],
  ]) {
    await query(
      `insert into belfry.approvals (kind, subject, rule, labels, reason, requested_by, requested_at, expires_at, sample)
       values ('rule-enable', $1, 'nightly-report', '{"team": "students"}', 'It sends to the outside for the first time.',
         array[$2], belfry.now(), belfry.now() + interval '7 days', '{"definition": {"rule": "nightly-report"}}')`,
      [subject, asker],
    );
  }
  await api.test.rule({
    rule: "thanks",
    labels: { team: "students" },
    triggers: [{ id: "paid", event: "order.paid", condition: "event.data.amount > 1000" }],
    actions: [{ id: "one", use: "noop" }],
  });
  const event = {
    specversion: "1.0",
    id: "order-1000-paid",
    source: "/shops/7",
    type: "order.paid",
    data: { amount: 5 },
  };
  await call("PUT", "/v1/grids/shop-data", {
    grid: "shop-data",
    name: "店铺数据",
    labels: { team: "students" },
    dimensions: [
      { dimension: "platform", name: "平台" },
      { dimension: "shop", name: "店铺" },
    ],
    taskTypes: [{ task: "badscore", name: "差评数据采集", period: -1, worker: "external", column: "badsscore_status" }],
  });
  const shops = ["拼多多店铺1", "拼多多店铺2"].map((shop) => ({ member: { platform: "pdd", shop } }));
  await call("POST", "/v1/grids/shop-data/members", { members: shops });
  await call("POST", "/v1/grids/shop-data/generate", { date: "2025-10-04" });
  // Not looked at by the node: what it shows is the same whenever it is asked.
  await api.test.database.store.pool.query(
    `insert into belfry.grid_freshness (grid_id, task_type_id, period_id, base_on, deadline_at, at_deadline)
     select p.grid_id, t.id, p.id, '2025-10-04', belfry.now() + interval '1 hour', false
     from belfry.grid_periods p join belfry.grid_task_types t on t.grid_id = p.grid_id where p.label = '2025-10-03'`,
  );
  await call("POST", "/v1/grids/shop-data/backfills", { from: "2025-08-01", until: "2025-08-31" });
  await api.test.rule({
    rule: "shop-tasks",
    labels: { team: "students" },
    triggers: [{ cron: "5 0 * * *", timezone: "Asia/Shanghai" }],
    actions: [{ id: "make", use: "grid.generate", with: { grid: "shop-data", schedule: "daily" } }],
  });
  const sent = await api.fetch("POST", "/v1/events", {
    headers: { authorization: `Bearer ${api.token}`, "content-type": "application/cloudevents-batch+json" },
    body: [event, { ...event, id: "" }, { ...event, source: "" }],
  });
  if (sent.status !== 202) throw new Error(sent.text);
  return { api, headers: await signIn(api), [Symbol.asyncDispose]: () => api[Symbol.asyncDispose]() };
}

/** Signs the administrator in with the password of the examples, twice: the second session is there to be ended. */
async function signIn(api: TestApi): Promise<Record<string, string>> {
  const enter = async (password: string) => {
    const answer = await api.fetch("POST", "/v1/session", { body: { name: api.login.name, password } });
    return { cookie: answer.headers.get("set-cookie")!.split(";")[0]!, origin: api.url };
  };
  const headers = await enter(api.login.password);
  const change = { currentPassword: api.login.password, newPassword: PASSWORD };
  const changed = await api.fetch("PUT", "/v1/session/password", { body: change, headers });
  if (changed.status !== 204) throw new Error(changed.text);
  await enter(PASSWORD);
  return headers;
}

function paidTemplate(html: string) {
  return {
    name: "订单已付款",
    folder: "orders",
    variables: { name: { description: "收件人", example: "张三" } },
    variants: [{ channel: "email", subject: "{{ name }}，您的订单已付款", html }],
  };
}
