import { sandboxCredentials } from "@belfry/testkit";
import type { Writer } from "./writer.ts";

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

/** Messages, what became of them, whom that is told, and what the providers received. */
export async function fillMessages({ api, call, query }: Writer): Promise<void> {
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
}
