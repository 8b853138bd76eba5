import type { Writer } from "./writer.ts";

/** What is set up once: secrets, limits, records, templates, calendars, accounts, people, nodes. */
export async function fillInstallation({ call, query }: Writer): Promise<void> {
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
}

function paidTemplate(html: string) {
  return {
    name: "订单已付款",
    folder: "orders",
    variables: { name: { description: "收件人", example: "张三" } },
    variants: [{ channel: "email", subject: "{{ name }}，您的订单已付款", html }],
  };
}
