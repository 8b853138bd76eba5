import { emailChannel } from "@belfry/channels";
import { createTestDatabase, type TestDatabase } from "@belfry/testkit";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import {
  clearSandbox,
  getSandboxAttachment,
  getSandboxMail,
  getSandboxSource,
  listSandboxMails,
  startMailSandbox,
  type MailSandbox,
} from "../src/index.ts";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sendingContext } from "./sending-context.ts";

let db: TestDatabase;
let sandbox: MailSandbox;
let folder: string;
const errors: Error[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), "belfry-sandbox-"));
  sandbox = await startMailSandbox({
    store: db.store,
    keep: 3,
    maxBytes: 100_000,
    onError: (error) => errors.push(error),
  });
});
afterAll(async () => {
  await sandbox.close();
  await db[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});
beforeEach(() => clearSandbox(db.store));

async function send(
  subject: string,
  attachments: readonly { fileName: string; content: Uint8Array; contentId?: string }[] = [],
) {
  const config = emailChannel.account.parse({
    host: sandbox.host,
    port: sandbox.port,
    mode: "plain",
    user: "sender@belfry.cn",
    password: "whatever it is",
    from: { name: "学工处", address: "sender@belfry.cn" },
  });
  const kept = await Promise.all(
    attachments.map(async ({ fileName, content, contentId }, n) => {
      const path = join(folder, String(n));
      await writeFile(path, content);
      return {
        fileName,
        mediaType: "application/octet-stream",
        bytes: content.length,
        path,
        ...(contentId === undefined ? {} : { contentId }),
      };
    }),
  );
  const ctx = sendingContext();
  const message = {
    messageKey: "k-1",
    createdAt: new Date("2026-03-01T00:00:00Z"),
    to: ["a@x.cn"],
    cc: [],
    subject,
    text: "您好",
    html: '<img src="cid:logo">',
    attachments: kept,
  };
  return emailChannel.send(ctx, message, ["a@x.cn", "hidden@x.cn"], config);
}

test("a mail is caught with its envelope and can be read like in a mail program", async () => {
  const content = Buffer.from(Array.from({ length: 5_000 }, (_, n) => n % 256));
  const outcomes = await send("晚归名单", [
    { fileName: "logo.png", content: Buffer.from("png"), contentId: "logo" },
    { fileName: "滨海校区晚归名单2026.3.1.xlsx", content },
  ]);
  expect(outcomes).toMatchObject([{ kind: "accepted", answer: expect.stringMatching(/^250/) }, { kind: "accepted" }]);
  const [summary] = await listSandboxMails(db.store);
  expect(summary).toMatchObject({
    receivedAt: new Date("2026-03-01T00:00:00Z"),
    envelope: { from: "sender@belfry.cn", to: ["a@x.cn", "hidden@x.cn"] },
    sender: "学工处 <sender@belfry.cn>",
    subject: "晚归名单",
  });
  const mail = await getSandboxMail(db.store, summary!.id);
  expect(mail).toMatchObject({ ...summary, to: ["a@x.cn"], cc: [], text: expect.stringContaining("您好") });
  expect(mail.html).toContain("cid:logo");
  expect(mail.headers).toContainEqual({ name: "X-Belfry-Message", value: "k-1" });
  expect(mail.attachments).toEqual([
    {
      index: 0,
      fileName: "logo.png",
      mediaType: "application/octet-stream",
      bytes: 3,
      inline: true,
      contentId: "logo",
    },
    {
      index: 1,
      fileName: "滨海校区晚归名单2026.3.1.xlsx",
      mediaType: "application/octet-stream",
      bytes: 5_000,
      inline: false,
    },
  ]);
  const attachment = await getSandboxAttachment(db.store, summary!.id, 1);
  expect(Buffer.from(attachment.content).equals(content)).toBe(true);
  const source = await getSandboxSource(db.store, summary!.id);
  expect(source.length).toBe(summary!.bytes);
});

test("only the newest mails are kept, and they are listed newest first", async () => {
  for (const n of [1, 2, 3, 4, 5]) await send(`mail ${n}`);
  const mails = await listSandboxMails(db.store);
  expect(mails.map(({ subject }) => subject)).toEqual(["mail 5", "mail 4", "mail 3"]);
  expect((await listSandboxMails(db.store, { before: mails[1]!.id })).map(({ subject }) => subject)).toEqual([
    "mail 3",
  ]);
  expect(await clearSandbox(db.store)).toBe(3);
});

test("a mail above the limit is refused for good, and the sandbox goes on", async () => {
  const outcomes = await send("huge", [{ fileName: "huge.bin", content: new Uint8Array(200_000) }]);
  expect(outcomes[0]).toMatchObject({ kind: "content-fault" });
  expect(await listSandboxMails(db.store)).toEqual([]);
  expect(await send("small")).toMatchObject([{ kind: "accepted" }, { kind: "accepted" }]);
});

test("what is not there is said so", async () => {
  await send("one");
  const [mail] = await listSandboxMails(db.store);
  await expect(getSandboxMail(db.store, 999_999)).rejects.toMatchObject({ code: "MESSAGE_NOT_FOUND" });
  await expect(getSandboxAttachment(db.store, mail!.id, 7)).rejects.toMatchObject({ code: "ARTIFACT_NOT_FOUND" });
});

test("a port that is taken is named", async () => {
  const second = startMailSandbox({ store: db.store, port: sandbox.port, onError: ignore });
  await expect(second).rejects.toMatchObject({ code: "PORT_IN_USE", details: { port: sandbox.port } });
});

function ignore(): void {
  // Nothing is looked at here.
}
