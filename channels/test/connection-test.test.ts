import { smtpReplies, startSmtpSink, type SmtpSink } from "@belfry/testkit";
import { afterEach, expect, test, vi } from "vitest";
import { emailChannel } from "../src/index.ts";
import { accountAt, context, secrets } from "./channel-context.ts";

const auth = { user: "sender@belfry.cn", pass: secrets["CODE"]! };
const login = { user: auth.user, password: { $secret: "CODE" } };
const sinks: SmtpSink[] = [];
async function sinkWith(options: Parameters<typeof startSmtpSink>[0]): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}
afterEach(() => Promise.all(sinks.splice(0).map((sink) => sink.close())));

const stepsOf = async (config: unknown) =>
  (await emailChannel.test(context(), config)).map(({ step, ok }) => `${step} ${ok ? "ok" : "failed"}`);

test("an account that works passes every step and sends nothing", async () => {
  const sink = await sinkWith({ mode: "tls", auth });
  const config = accountAt(sink, { mode: "tls", caCertificate: sink.caCertificate, ...login });
  expect(await stepsOf(config)).toEqual(["DNS ok", "TCP ok", "TLS ok", "AUTH ok", "MAIL FROM ok"]);
  expect(sink.mails).toEqual([]);
});

test("without encryption and login these steps are left out", async () => {
  const sink = await sinkWith({});
  expect(await stepsOf(accountAt(sink))).toEqual(["DNS ok", "TCP ok", "SMTP ok", "MAIL FROM ok"]);
});

test("a host that does not exist fails at DNS", async () => {
  const steps = await stepsOf(accountAt({ host: "smtp.belfry.invalid", port: 465 }));
  expect(steps).toEqual(["DNS failed"]);
});

test("a port where nobody listens fails at TCP", async () => {
  const sink = await sinkWith({});
  await sink.close();
  expect(await stepsOf(accountAt(sink))).toEqual(["DNS ok", "TCP failed"]);
});

test("a certificate that is not trusted fails at TLS and says what to do", async () => {
  const sink = await sinkWith({ mode: "tls" });
  const steps = await emailChannel.test(context(), accountAt(sink, { mode: "tls" }));
  expect(steps.at(-1)).toMatchObject({ step: "TLS", ok: false, detail: expect.stringContaining("内部 CA") });
});

test("TLS on a port that begins without it fails at TLS and names the other mode", async () => {
  const sink = await sinkWith({ mode: "starttls" });
  const config = accountAt(sink, { mode: "tls", caCertificate: sink.caCertificate });
  const steps = await emailChannel.test(context(), config);
  expect(steps.at(-1)).toMatchObject({ step: "TLS", ok: false, detail: expect.stringContaining("starttls") });
});

test.each(["plain", "starttls"] as const)(
  "%s against a port that begins with TLS hears no greeting, and is told of the mode tls",
  async (mode) => {
    const sink = await sinkWith({ mode: "tls" });
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      const tested = emailChannel.test(context(), accountAt(sink, { mode }));
      // The server waits for the client to begin, and the client for the greeting: only the clock ends that.
      await vi.waitUntil(() => vi.getTimerCount() > 0);
      await vi.advanceTimersByTimeAsync(20_000);
      const steps = await tested;
      expect(steps.slice(0, 2)).toMatchObject([{ step: "DNS" }, { step: "TCP", ok: true }]);
      expect(steps.at(-1)).toMatchObject({ ok: false, detail: expect.stringContaining("465 端口需要使用 tls 方式") });
    } finally {
      vi.useRealTimers();
    }
  },
);

test("a server without STARTTLS fails at TLS when it is demanded", async () => {
  const sink = await sinkWith({ mode: "plain" });
  expect(await stepsOf(accountAt(sink, { mode: "starttls" }))).toEqual(["DNS ok", "TCP ok", "TLS failed"]);
});

test("a wrong password fails at AUTH with the server's words", async () => {
  const sink = await sinkWith({ auth: { ...auth, pass: "another" } });
  const steps = await emailChannel.test(context(), accountAt(sink, login));
  expect(steps.at(-1)).toMatchObject({ step: "AUTH", ok: false, detail: expect.stringContaining("535 Login Fail") });
});

test("a sender that is not the user fails at MAIL FROM", async () => {
  const sink = await sinkWith({ auth, senderMustBeUser: true });
  const config = accountAt(sink, { ...login, from: { address: "other@belfry.cn" } });
  const steps = await emailChannel.test(context(), config);
  expect(steps.at(-1)).toMatchObject({
    step: "MAIL FROM",
    ok: false,
    detail: expect.stringContaining("发件人地址必须"),
  });
});

test.each(["connect", "auth", "mail-from"] as const)(
  "a server that hangs up at %s fails there and does not hang the test",
  async (at) => {
    const sink = await sinkWith({ auth });
    sink.setBehaviour({ at, outcome: { kind: "disconnect" } });
    const named = { connect: "SMTP failed", auth: "AUTH failed", "mail-from": "MAIL FROM failed" };
    expect((await stepsOf(accountAt(sink, login))).at(-1)).toBe(named[at]);
  },
);

test("a server that greets with a refusal fails with its words", async () => {
  const sink = await sinkWith({});
  sink.setBehaviour({ at: "connect", outcome: smtpReplies.serviceClosing });
  const steps = await emailChannel.test(context(), accountAt(sink));
  expect(steps.at(-1)).toMatchObject({ step: "SMTP", ok: false, detail: expect.stringContaining("421") });
});
