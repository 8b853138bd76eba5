import type { ExecutionDetail, SlotReconciliation, SlotView } from "@belfry/engine";
import { getSandboxSource } from "@belfry/notify";
import { generateNight } from "@belfry/testkit";
import PostalMime, { type Email } from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { mornings } from "../support/mornings.ts";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

const buildings = Array.from({ length: 15 }, (_, index) => String(index + 1));
let dormitory: Dormitory;
let parent: ExecutionDetail | undefined;
let children: ExecutionDetail[];
let sources: string[];
let mails: Email[];

/** What the sandbox caught, by subject: three accounts at once have no order. */
async function caughtMails(): Promise<{ raw: Buffer; subject: string }[]> {
  const caught = await Promise.all(
    (await dormitory.mails()).map(async ({ id, subject }) => ({
      subject,
      raw: await getSandboxSource(dormitory.database.store, id),
    })),
  );
  return caught.toSorted((a, b) => (a.subject < b.subject ? -1 : 1));
}

beforeAll(async () => {
  dormitory = await startDormitory();
  for (const date of ["2026-03-01", "2026-03-02"]) {
    for (const [building, records] of Object.entries(generateNight({ buildings, date, perBuilding: 5 }))) {
      dormitory.gate.records[building] = [...(dormitory.gate.records[building] ?? []), ...records];
    }
  }
  // 05:59:59 and 06:00:00 in Shanghai.
  await dormitory.database.clock.set("2026-03-01T21:59:59Z");
  await dormitory.database.clock.set("2026-03-01T22:00:00Z");
  [parent] = await mornings(dormitory, 1);
  children = await dormitory.children(parent?.id ?? 0);
  const caught = await caughtMails();
  sources = caught.map(({ raw }) => raw.toString("latin1"));
  mails = await Promise.all(caught.map(({ raw }) => PostalMime.parse(raw)));
}, 300_000);
afterAll(() => dormitory?.[Symbol.asyncDispose]());

describe("at six in the morning in Shanghai", () => {
  test("the rule runs once, with one child for each account", async () => {
    expect(parent).toMatchObject({
      state: "success",
      trigger: { kind: "cron", dueAt: "2026-03-01T22:00:00.000Z" },
      children: { success: 3 },
    });
    expect(children.map(({ item }) => (item as { username: string }).username)).toEqual(["admin", "lily", "edu"]);
    expect(await mornings(dormitory, 1)).toHaveLength(1);
  });

  test("each account's mail goes to its recipients and nobody else", () => {
    expect(mails.map(({ subject, to }) => [subject, to?.map(({ address }) => address)])).toEqual([
      ["【公寓晚归】admin - 2026-03-02", ["admin1@campus.example", "admin2@campus.example"]],
      ["【学生晚归】edu - 2026-03-02", ["edu@campus.example", "dean@campus.example"]],
      ["【晚归名单】lily - 2026-03-02", ["lily@campus.example"]],
    ]);
    for (const mail of mails) {
      expect(mail.from).toEqual({ name: "钟楼", address: "belfry@campus.example" });
      expect([mail.cc ?? [], mail.bcc ?? []]).toEqual([[], []]);
    }
  });

  test("the text is the one of the requirement", () => {
    expect(mails[1]?.text?.trimEnd()).toBe(
      [
        "尊敬的用户：",
        "附件是 edu 账号的公寓学生晚归名单。",
        "生成时间：2026-03-02 06:00:00\n查询楼栋：11, 12, 13, 14, 15",
        "如有问题，请联系管理员。",
        "此邮件由系统自动发送，请勿回复。",
      ].join("\n\n"),
    );
  });

  test("the attachment is the workbook under its Chinese name", async () => {
    for (const mail of mails) {
      expect(mail.attachments.map(({ filename, mimeType }) => [filename, mimeType])).toEqual([
        ["滨海校区晚归名单2026.3.1.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
      ]);
    }
    const artifact = children[0]?.artifacts[0];
    const content = mails[0]?.attachments[0]?.content;
    expect(content instanceof ArrayBuffer && content.byteLength).toBe(artifact?.bytes);
    const sheet = await dormitory.workbook(children[2] ?? ({} as ExecutionDetail));
    expect(sheet.name).toBe("11A-11B-12A-12B-13");
    expect(sheet.rowCount).toBeGreaterThan(15);
    expect(sheet.getRow(1).values).toEqual([
      undefined,
      "日期",
      "学院",
      "学号",
      "姓名",
      "宿舍号",
      "年级",
      "培养层次",
      "晚归时间",
    ]);
  });

  test("names are encoded as old and new mail programs read them, and no byte is beyond ASCII", () => {
    for (const source of sources) {
      expect(source).toMatch(/^[\r\n\t\x20-\x7e]*$/);
      // RFC 2231 in the disposition, RFC 2047 in the type, whole characters in each piece.
      expect(source).toMatch(/filename\*0\*=utf-8''%E6%BB%A8/i);
      expect(source).toMatch(/name="=\?UTF-8\?[BQ]\?/i);
      expect(source).toMatch(/^Subject: =\?UTF-8\?/im);
      expect(source).toMatch(/^Date: Mon, 02 Mar 2026 06:00:00 \+0800/m);
      for (const [, encoded] of source.matchAll(/=\?UTF-8\?B\?([^?]+)\?=/gi)) {
        expect(Buffer.from(encoded ?? "", "base64").toString("utf8")).not.toContain("\uFFFD");
      }
    }
  });

  test("only the night before is asked for, in each account's own window", () => {
    const windows = new Map<string, Set<string>>();
    for (const { query, path } of dormitory.gate.requests) {
      if (!path.endsWith("get_inout_list_paged_json")) continue;
      const window = `${query["beginTime"]} – ${query["endTime"]}`;
      windows.set(window, (windows.get(window) ?? new Set()).add(query["buildingId"] ?? ""));
    }
    expect(Object.fromEntries([...windows].map(([window, asked]) => [window, asked.size]))).toEqual({
      "2026-03-01 23:00:00 – 2026-03-02 05:00:00": 5,
      "2026-03-01 23:20:00 – 2026-03-02 05:30:00": 10,
    });
  });

  test("the slot is accounted for", async () => {
    const { items } = await dormitory.api<{ items: SlotView[] }>(
      "GET",
      "/v1/rules/dorm-late-return/slots?from=2026-03-01T00:00:00Z&until=2026-03-02T12:00:00Z",
    );
    expect(items).toMatchObject([{ from: "2026-03-01T22:00:00.000Z", n: 1, fate: "fired", executionId: parent?.id }]);
    expect(await dormitory.api<SlotReconciliation>("GET", "/v1/rules/dorm-late-return/reconciliation")).toEqual({
      rule: "dorm-late-return",
      due: 2,
      planned: 1,
      fates: { fired: 1 },
      balanced: true,
    });
  });
});

test("the next morning it fires again, for the next night", async () => {
  await dormitory.database.clock.set("2026-03-02T22:00:00Z");
  const [, second] = await mornings(dormitory, 2);
  expect(second).toMatchObject({ state: "success", trigger: { dueAt: "2026-03-02T22:00:00.000Z" } });
  const caught = await caughtMails();
  expect(caught.map(({ subject }) => subject).filter((subject) => subject.endsWith("2026-03-03"))).toHaveLength(3);
  expect(caught).toHaveLength(6);
});
