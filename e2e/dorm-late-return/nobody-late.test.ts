import { afterAll, beforeAll, expect, test } from "vitest";
import { startDormitory, type Dormitory } from "../support/start-dormitory.ts";

let dormitory: Dormitory;

beforeAll(async () => {
  dormitory = await startDormitory();
});
afterAll(() => dormitory?.[Symbol.asyncDispose]());

test("when nobody was late, a workbook with its header only is mailed", async () => {
  await dormitory.setGroups([
    { username: "admin", buildings: ["1", "20"], recipients: ["dean@campus.example"], subjectPrefix: "" },
  ]);
  const parent = await dormitory.run();
  const [child] = await dormitory.children(parent.id);
  expect(child?.state).toBe("success");
  const sheet = await dormitory.workbook(child as NonNullable<typeof child>);
  expect([sheet.name, sheet.rowCount, sheet.getCell("H1").text]).toEqual(["1-17B", 1, "晚归时间"]);
  const mails = await dormitory.mails();
  expect(mails.map(({ attachments }) => attachments.length)).toEqual([1]);
});

test("without an enabled account nothing is sent, and the run has succeeded", async () => {
  const before = (await dormitory.mails()).length;
  await dormitory.setGroups([
    { username: "admin", buildings: ["1"], recipients: ["dean@campus.example"], subjectPrefix: "", enabled: false },
  ]);
  expect(await dormitory.run()).toMatchObject({ state: "success", children: {} });
  expect(await dormitory.mails()).toHaveLength(before);
});
