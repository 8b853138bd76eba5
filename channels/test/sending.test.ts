import { smtpReplies, startSmtpSink, type SmtpSink } from "@belfry/testkit";
import { afterEach, expect, test } from "vitest";
import { emailChannel } from "../src/index.ts";
import { accountAt, context, message, secrets, send } from "./channel-context.ts";

const auth = { user: "sender@belfry.cn", pass: secrets["CODE"]! };
const login = { user: auth.user, password: { $secret: "CODE" } };
const sinks: SmtpSink[] = [];
async function sinkWith(options: Parameters<typeof startSmtpSink>[0]): Promise<SmtpSink> {
  const sink = await startSmtpSink(options);
  sinks.push(sink);
  return sink;
}
afterEach(() => Promise.all(sinks.splice(0).map((sink) => sink.close())));

test.each(["tls", "starttls"] as const)(
  "over %s with a private authority a mail arrives encrypted and logged in",
  async (mode) => {
    const sink = await sinkWith({ mode, auth, senderMustBeUser: true });
    const config = accountAt(sink, { mode, caCertificate: sink.caCertificate, ...login });
    expect(await send(config)).toMatchObject([{ kind: "accepted", answer: expect.stringMatching(/^250/) }]);
    expect(sink.mails[0]).toMatchObject({ secure: true, user: auth.user });
  },
);

test.each(["tls", "starttls"] as const)(
  "over %s a certificate that nobody vouches for is refused, and nothing is sent",
  async (mode) => {
    const sink = await sinkWith({ mode });
    const [outcome] = await send(accountAt(sink, { mode }));
    expect(outcome).toMatchObject({ kind: "account-fault", reason: expect.stringContaining("证书不受信任") });
    expect(sink.mails).toEqual([]);
  },
);

test("a certificate for another name is refused unless the account names it", async () => {
  const sink = await sinkWith({ mode: "tls" });
  const config = { mode: "tls", caCertificate: sink.caCertificate };
  const [refused] = await send(accountAt(sink, { ...config, tlsName: "mail.other.cn" }));
  expect(refused).toMatchObject({ kind: "account-fault", reason: expect.stringContaining("another name") });
  expect(await send(accountAt(sink, { ...config, tlsName: "localhost" }))).toMatchObject([{ kind: "accepted" }]);
});

test("auto never sends unencrypted, even when the server offers nothing else", async () => {
  const sink = await sinkWith({ mode: "plain" });
  expect(await send(accountAt(sink, { mode: "auto" }))).toMatchObject([{ kind: "account-fault" }]);
  expect(sink.mails).toEqual([]);
});

test("a wrong password is the account's fault and says where the right one comes from", async () => {
  const sink = await sinkWith({ auth: { ...auth, pass: "another" } });
  const [outcome] = await send(accountAt(sink, login));
  expect(outcome).toMatchObject({ kind: "account-fault", answer: expect.stringMatching(/^535/) });
  expect(outcome).toMatchObject({ reason: expect.stringContaining("授权码") });
});

test("every recipient gets the outcome of its own answer", async () => {
  const sink = await sinkWith({});
  const outcomes = await send(accountAt(sink), ["a@x.cn", "permfail@x.cn", "tempfail@x.cn", "b@x.cn"]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["accepted", "recipient-fault", "try-later", "accepted"]);
  expect(sink.mails[0]!.envelope.to).toEqual(["a@x.cn", "b@x.cn"]);
});

test("when all recipients are refused each still has its own outcome", async () => {
  const sink = await sinkWith({});
  const outcomes = await send(accountAt(sink), ["permfail@x.cn", "tempfail@x.cn"]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(["recipient-fault", "try-later"]);
});

test("QQ's frequency limit pauses the account, although its code is 550", async () => {
  const sink = await sinkWith({});
  sink.setBehaviour({ at: "data", outcome: smtpReplies.qqFrequencyLimited });
  expect(await send(accountAt(sink))).toMatchObject([
    { kind: "account-fault", pauseUntil: new Date("2026-03-01T06:10:00Z") },
  ]);
});

test("a mail that is larger than the server announces is refused before it is sent", async () => {
  const sink = await sinkWith({ maxSize: 10_000 });
  const [outcome] = await send(accountAt(sink), ["a@x.cn"], { text: "长".repeat(20_000) });
  expect(outcome).toMatchObject({ kind: "content-fault" });
  expect(sink.mails).toEqual([]);
});

test.each([true, false])("an answer that is lost after the mail left is unknown (taken: %s)", async (keepsMail) => {
  const sink = await sinkWith({});
  sink.setBehaviour({ at: "data", outcome: { kind: "disconnect" }, keepsMail });
  expect(await send(accountAt(sink))).toMatchObject([{ kind: "unknown" }]);
  expect(sink.mails).toHaveLength(keepsMail ? 1 : 0);
});

test.each(["connect", "mail-from", "rcpt-to"] as const)(
  "a connection that is lost at %s is the account's: another one may send the mail at once",
  async (at) => {
    const sink = await sinkWith({});
    sink.setBehaviour({ at, outcome: { kind: "disconnect" } });
    expect(await send(accountAt(sink))).toMatchObject([
      { kind: "account-fault", pauseUntil: new Date("2026-03-01T06:00:30Z") },
    ]);
    expect(sink.mails).toEqual([]);
  },
);

test("a server that nobody runs is the account's fault, and is tried again after half a minute", async () => {
  const sink = await sinkWith({});
  await sink.close();
  expect(await send(accountAt(sink))).toMatchObject([
    {
      kind: "account-fault",
      pauseUntil: new Date("2026-03-01T06:00:30Z"),
      reason: expect.stringContaining("连不上服务器"),
    },
  ]);
});

test("a send that is aborted is unknown after the mail left and tried later before", async () => {
  const sink = await sinkWith({});
  const config = accountAt(sink);
  const abortion = new AbortController();
  sink.setBehaviour({ at: "data", outcome: { kind: "silence" } });
  const sending = send(config, ["a@x.cn"], {}, abortion.signal);
  await sink.waitForMails(1);
  abortion.abort();
  expect(await sending).toMatchObject([{ kind: "unknown" }]);
  expect(await send(config, ["a@x.cn"], {}, AbortSignal.abort())).toMatchObject([{ kind: "try-later" }]);
});

test("an attachment that cannot be read fails the mail instead of leaving without it", async () => {
  const sink = await sinkWith({});
  const attachments = [{ fileName: "a.txt", mediaType: "text/plain", bytes: 1, path: "/nonexistent/a.txt" }];
  expect(await send(accountAt(sink), ["a@x.cn"], { attachments })).toMatchObject([{ kind: "content-fault" }]);
  expect(sink.mails).toEqual([]);
});

test("mails of one account share a connection", async () => {
  const sink = await sinkWith({});
  const config = accountAt(sink);
  for (let n = 0; n < 5; n += 1) expect(await send(config)).toMatchObject([{ kind: "accepted" }]);
  expect(sink.steps.filter(({ stage }) => stage === "connect")).toHaveLength(1);
});

test("a connection that the server ends before the second mail costs nothing", async () => {
  const sink = await sinkWith({});
  const config = accountAt(sink);
  await send(config);
  sink.setBehaviour({ at: "mail-from", outcome: { kind: "disconnect" }, times: 1 });
  expect(await send(config)).toMatchObject([{ kind: "accepted" }]);
  expect(sink.mails).toHaveLength(2);
});

test("a secret that cannot be read is passed on, and nothing is sent", async () => {
  const sink = await sinkWith({ auth });
  const config = accountAt(sink, { user: auth.user, password: { $secret: "GONE" } });
  await expect(emailChannel.send(context(), message(), ["a@x.cn"], config)).rejects.toThrow("There is no secret GONE.");
});
