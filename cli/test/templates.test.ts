import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const late = (text: string) => `
code: late
name: 晚归通知
folder: dorm
variables:
  count: { type: number, example: 3 }
variants:
  - channel: email
    subject: 今晚 {{ count }} 人晚归
    html: <p>${text}</p>
`;
const save = (text: string, ...more: string[]) =>
  own.belfry(["templates", "save", "-", ...more], { stdin: late(text) });

test("a template is saved from a file, listed, shown as it can be saved again, and previewed with its length", async () => {
  expect(await save("{{ count }} 人未归")).toMatchObject({ code: 0, out: "late: version 1\n" });
  expect((await own.belfry(["templates", "list", "--folder", "dorm"])).out).toMatch(/late +1 +template +dorm +email/);
  expect((await own.belfry(["templates", "list", "--folder", "elsewhere"])).out).toBe("There are no templates.\n");
  const shown = await own.belfry(["templates", "show", "late"]);
  expect(shown.out).toContain("今晚 {{ count }} 人晚归");
  const again = await own.belfry(["templates", "save", "-"], { stdin: shown.out });
  expect(again, again.err).toMatchObject({ code: 0, out: "late: version 1\n" });
  const preview = await own.belfry(["templates", "preview", "late", "email", "--variables", '{"count": 12}']);
  expect(preview.out).toContain("今晚 12 人晚归");
  expect(preview.out).toMatch(/^subject: \d+ bytes, \d+ characters/m);
  const wrong = await own.belfry(["templates", "preview", "late", "email", "--variables", "count=12"]);
  expect(wrong).toMatchObject({ code: 2, err: expect.stringContaining("--variables is not a JSON object.") as string });
});

test("a fault is told with its place, and nothing is saved", async () => {
  const refused = await save("{{ cuont }} 人");
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("variants[0].html");
  expect(refused.err).toContain("There is no value named cuont.");
  const none = await own.belfry(["templates", "save", "-"], { stdin: "name: without a code" });
  expect(none.err).toContain("holds no template");
  expect((await own.json(["templates", "list"])).items).toMatchObject([{ code: "late", version: 1 }]);
});

test("its versions are listed, compared and restored", async () => {
  expect((await save("共 {{ count }} 人", "--note", "shorter")).out).toBe("late: version 2\n");
  expect((await own.belfry(["templates", "versions", "late"])).out).toMatch(/2 \* .*shorter/);
  const compared = await own.belfry(["templates", "compare", "late", "2"]);
  expect(compared.code).toBe(1);
  expect(compared.out).toMatch(/^-.*人未归/m);
  expect(compared.out).toMatch(/^\+.*共/m);
  expect(await own.belfry(["templates", "compare", "late", "2", "2"])).toMatchObject({
    code: 0,
    out: "Nothing differs.\n",
  });
  expect((await own.belfry(["templates", "restore", "late", "1", "--note", "back"])).out).toBe("late: version 3\n");
  expect((await own.belfry(["templates", "show", "late", "--at", "2"])).out).toContain("共 {{ count }} 人");
});

test("a test send is a message that says by which version it was written", async () => {
  const sent = await own.json(["templates", "test", "late", "email", "a@example.com", "--at", "2"]);
  const shown = await own.belfry(["messages", "show", `${sent.id}`], { columns: 200 });
  expect(shown.out).toMatch(/^Message \d+ · email · .* · late@2$/m);
  expect(shown.out).toContain("今晚 3 人晚归");
  const newest = await own.json(["templates", "test", "late", "email", "b@example.com"]);
  const found = async (template: string) =>
    ((await own.json(["messages", "list", "--template", template])).items as { id: number }[]).map(({ id }) => id);
  expect(await found("late")).toEqual([newest.id, sent.id]);
  expect(await found("late@2")).toEqual([sent.id]);
  expect((await own.belfry(["templates", "test", "late", "wecom", "x"])).code).not.toBe(0);
});

test("a template is removed, and whoever names it then is told", async () => {
  expect((await own.belfry(["templates", "remove", "late"])).out).toBe("Removed late.\n");
  const draft = JSON.stringify({ channel: "email", to: ["a@example.com"], template: "late" });
  const refused = await own.belfry(["messages", "send", "-"], { stdin: draft });
  expect(refused.code).not.toBe(0);
  expect(refused.err).toContain("late");
  expect((await own.belfry(["templates", "show", "late"])).code).toBe(4);
});
