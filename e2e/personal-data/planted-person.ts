import { createServer } from "node:net";
import { once } from "node:events";
import { startLoopbackServer } from "@belfry/testkit";
import { callWith, refusalOf, type CallApi } from "../support/call-api.ts";
import { signedInPerson } from "../support/signed-in-person.ts";
import { spawnServer, type SpawnedServer } from "../support/spawn-server.ts";
import { endedExecution, startSchool, type School } from "../support/start-school.ts";
import { until } from "../support/until.ts";

/** Somebody who stands wherever a person can stand. */
export const person = {
  name: "欧阳震华",
  phone: "13987654321",
  mail: "ouyang.zh@private.example",
  id: "11010519491231002X",
  number: "2024010177",
} as const;

export interface Planted extends AsyncDisposable {
  readonly school: School;
  readonly server: SpawnedServer;
  /** With every permission. */
  readonly admin: CallApi;
}

const inputs = { 姓名: person.name, phone: person.phone, email: person.mail, 身份证: person.id, 学号: person.number };

/** An installation in which a person stands in variables, rules, inputs, outputs, failures, logs, mails and the trail. */
export async function plantPerson(): Promise<Planted> {
  await using stack = new AsyncDisposableStack();
  const school = stack.use(await startSchool());
  const sandbox = await freePort();
  const server = stack.use(
    await spawnServer({
      DATABASE_URL: school.database.url,
      BELFRY_DATA_DIR: school.dataDir,
      BELFRY_OUTBOUND_ALLOW: "127.0.0.1",
      BELFRY_MAIL_SANDBOX_PORT: String(sandbox),
      BELFRY_LOG_LEVEL: "debug",
    }),
  );
  const admin = await signedInPerson(server, school.database, { name: "root", role: "administrator" });
  const echo = stack.use(
    await startLoopbackServer(({ body }, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(body),
    ),
  );

  await admin("PATCH", "/v1/variables", { values: { guardian: { name: person.name, mobile: Number(person.phone) } } });
  await admin("PUT", "/v1/accounts/email/sandbox", {
    config: {
      host: "127.0.0.1",
      port: sandbox,
      mode: "plain",
      from: { name: "钟楼", address: "belfry@campus.example" },
    },
  });
  await admin("PUT", "/v1/rules/late", rule("late", echo.url));
  await admin("POST", "/v1/rules/late/enable");
  await run(admin, "late");
  // A line as the action of a plugin writes it.
  await school.database.store.pool.query(
    `insert into belfry.execution_logs (created_on, execution_id, action, level, message, fields, logged_at)
     select (created_at at time zone 'UTC')::date, id, 'ask', 'info', $1, $2, belfry.now() from belfry.executions`,
    [`asked about ${person.mail}, ${person.phone}`, { student: { name: person.name, 学号: person.number } }],
  );
  await admin("PUT", "/v1/rules/broken", {
    ...rule("broken", echo.url),
    actions: [{ id: "stop", use: "fail", with: { message: "找不到 {{ inputs.email }}，电话 {{ inputs.phone }}" } }],
  });
  await admin("POST", "/v1/rules/broken/enable");
  await run(admin, "broken");
  await admin("PUT", "/v1/rules/asking", {
    ...rule("asking", echo.url),
    actions: [{ ...call(echo.url), approval: true }],
  });
  await admin("POST", "/v1/rules/asking/enable");
  await admin("POST", "/v1/rules/asking/trigger", { inputs });
  await until("the step waits for a second person", async () => {
    const { items } = await admin<{ items: unknown[] }>("GET", "/v1/approvals");
    return items.length > 0 ? true : undefined;
  });
  await plantEvents(admin, server);
  await plantRecords(admin);
  await plantContracts(admin);
  const open = stack.move();
  return { school, server, admin, [Symbol.asyncDispose]: () => open.disposeAsync() };
}

/** An event that starts nothing because of its values, one that is gathered by its key, and one that cannot be read. */
async function plantEvents(admin: CallApi, server: SpawnedServer): Promise<void> {
  const noop = [{ use: "noop", with: {} }];
  await admin("PUT", "/v1/rules/listening", {
    rule: "listening",
    name: "晚归事件",
    triggers: [
      { event: "student.late", key: "event.data.phone", batch: { size: 9, within: "1h" } },
      { event: "student.late" },
    ],
    condition: "event.data.times > 0",
    actions: noop,
  });
  await admin("POST", "/v1/rules/listening/enable");
  const may = { name: "gate", permissions: ["events:write"] };
  const { key, secret } = await admin<{ key: { id: string }; secret: string }>("POST", "/v1/keys", may);
  const authorization = `Bearer ${key.id}.${secret}`;
  const send = callWith(server.url, { authorization, "content-type": "application/cloudevents+json" });
  const event = {
    specversion: "1.0",
    id: "late-1",
    source: "/gate",
    type: "student.late",
    subject: person.number,
    data: { ...inputs, times: 1 },
  };
  await send("POST", "/v1/events", event);
  await send("POST", "/v1/events", { ...event, id: "late-2", data: { ...inputs, times: 0 } });
  await refusalOf(send("POST", "/v1/events", { ...event, id: undefined }));
}

/** A record that is kept under the number of the person, and one of somebody else that names them. */
async function plantRecords(admin: CallApi): Promise<void> {
  await admin("PUT", "/v1/records/students", { description: "" });
  const records = [
    { key: person.number, fields: { 姓名: person.name } },
    { key: "2024010999", fields: { 姓名: "李四", 电话: "13000000000", roommate: { 姓名: person.name } } },
  ];
  await admin("POST", "/v1/records/students/rows", { records });
}

/** The person as housekeeper of contracts that are booked, corrected and put aside, and as customer of somebody else's. */
async function plantContracts(admin: CallApi): Promise<void> {
  const path = "/v1/incentives/campaigns/BJ-2025-05";
  await admin("POST", `${path}/install`, { revision: "2025-05" });
  const contract = (id: string, change: object) => ({
    _id: id,
    serviceAppointmentNum: `GD-${id}`,
    serviceHousekeeper: person.name,
    contractdocNum: `YHWX-${id}`,
    adjustRefundMoney: 12_000,
    orgName: "顺达",
    signedDate: "2025-05-02T10:00:00.000+08:00",
    contactsAddress: "",
    ...change,
  });
  const rows = [
    ...[1, 2, 3].map((n) => contract(`c-${n}`, {})),
    contract("c-4", { serviceHousekeeper: "李青", contactsAddress: `电话 ${person.phone}` }),
    contract("c-5", { adjustRefundMoney: "abc" }),
  ];
  await admin("POST", `${path}/runs`, { source: "Metabase", rows });
  await admin("POST", `${path}/corrections`, { contract: "c-1", amountFen: 100, reason: `录错，见 ${person.phone}` });
}

async function run(api: CallApi, slug: string): Promise<void> {
  const { executionId } = await api<{ executionId: number }>("POST", `/v1/rules/${slug}/trigger`, { inputs });
  await endedExecution(api, executionId);
}

function call(url: string) {
  return {
    id: "ask",
    use: "http.request",
    with: { url: `${url}/student`, body: { json: { 姓名: '${{ inputs["姓名"] }}', tel: "${{ inputs.phone }}" } } },
  };
}

function rule(slug: string, url: string) {
  const text = { type: "string" };
  return {
    rule: slug,
    name: "晚归",
    inputs: { type: "object", properties: { 姓名: text, phone: text, email: text, 身份证: text, 学号: text } },
    vars: { contact: { name: person.name, 学号: person.number, note: `身份证 ${person.id}` } },
    actions: [
      call(url),
      { id: "list", use: "csv.write", with: { rows: [{ 姓名: person.name }], fileName: "late.csv" } },
      {
        id: "mail",
        use: "email.send",
        with: {
          to: person.mail,
          subject: "{{ inputs.phone }} 晚归",
          text: '{{ inputs["姓名"] }}（{{ inputs["身份证"] }}，{{ inputs["学号"] }}）昨晚晚归。',
        },
      },
    ],
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
