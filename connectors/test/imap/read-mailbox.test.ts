import { startDovecot, testUser, type TestMailbox } from "@belfry/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readMailbox } from "../../src/index.ts";

const mail = (subject: string) => `From: a@x.cn\r\nSubject: ${subject}\r\n\r\n您好`;
const addressOf = async ({ host }: { host: string }) => host;
const signal = new AbortController().signal;

let box: TestMailbox;
beforeAll(async () => {
  box = await startDovecot();
});
afterAll(() => box[Symbol.asyncDispose]());

const read = (after?: Awaited<ReturnType<typeof readMailbox>>["place"], folder = "INBOX", url = box.url) =>
  readMailbox({ addressOf, signal }, { connection: url, folder, after });
const subjects = (mails: readonly Uint8Array[]) =>
  mails.map((raw) => /^Subject: (.*)$/m.exec(Buffer.from(raw).toString())?.[1]?.trim());

test("a mailbox is read from where it was read, fifty mails at once, and anew when it was numbered anew", async () => {
  expect(await read()).toMatchObject({ mails: [], hasMore: false });
  for (let n = 1; n <= 52; n += 1) await box.deliver(mail(`mail ${n}`));
  const first = await read();
  expect([first.mails.length, first.hasMore]).toEqual([50, true]);
  const second = await read(first.place);
  expect([subjects(second.mails), second.hasMore]).toEqual([["mail 51", "mail 52"], false]);
  const third = await read(second.place);
  expect([third.mails, third.place]).toEqual([[], second.place]);
  await box.renumber();
  expect((await read(third.place)).mails).toHaveLength(50);
});

test("what is wrong with a mailbox is named, without its password", async () => {
  await expect(read(undefined, "Nowhere")).rejects.toMatchObject({ code: "MAIL_FOLDER_MISSING" });
  const wrong = box.url.replace(encodeURIComponent(testUser.password), "wrong");
  const error = await read(undefined, "INBOX", wrong).catch((reason: unknown) => reason as Error & { code: string });
  expect(error).toMatchObject({ code: "MAIL_LOGIN_REFUSED" });
  expect((error as Error).message).not.toContain("wrong@");
});
