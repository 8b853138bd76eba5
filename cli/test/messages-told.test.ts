import { afterAll, beforeAll, expect, test } from "vitest";
import { createInstallation, type TestInstallation } from "./run-belfry.ts";

let own: TestInstallation;
beforeAll(async () => {
  own = await createInstallation();
  const started = await own.belfry(["start", "--port", "0"]);
  if (started.code !== 0) throw new Error(started.err);
}, 300_000);
afterAll(() => own[Symbol.asyncDispose]());

const SECRET = `${Buffer.alloc(32, 5).toString("base64")}\n`;

test("a callback is written, listed, replayed and removed; what is told of it names the next step", async () => {
  expect(await own.belfry(["secrets", "set", "SHOP"], { stdin: SECRET })).toMatchObject({ code: 0 });
  const set = await own.belfry([
    "callbacks",
    "set",
    "shop",
    "https://shop.example.com/hook",
    "--secret",
    "SHOP",
    "--event",
    "delivery.failed",
    "delivery.bounced",
  ]);
  expect(set.out).toBe("Saved shop. Verify it: belfry callbacks verify shop\n");
  expect((await own.belfry(["callbacks", "list"])).out).toMatch(
    /shop +not verified +0 +https:\/\/shop\.example\.com\/hook/,
  );
  expect((await own.belfry(["callbacks", "events", "shop"])).out).toBe("There are no such events.\n");
  expect(await own.json(["callbacks", "replay", "shop"])).toEqual({ events: 0 });
  expect((await own.belfry(["callbacks", "remove", "shop"])).out).toBe("Removed shop.\n");
  expect((await own.belfry(["callbacks", "list"])).out).toBe("There are no callbacks.\n");
  expect((await own.belfry(["callbacks", "verify", "shop"])).code).not.toBe(0);
});

test("why somebody did not get it is told, also when nothing was sent", async () => {
  const nothing = await own.belfry(["messages", "why", "nobody@example.com"]);
  expect(nothing).toMatchObject({ code: 0, out: "Nothing was sent to nobody@example.com in this time.\n" });
  const draft = JSON.stringify({ channel: "email", to: ["told@example.com"], subject: "x", text: "x" });
  expect(await own.belfry(["messages", "send", "-"], { stdin: draft })).toMatchObject({ code: 0 });
  const why = await own.json(["messages", "why", "told@example.com"]);
  expect(why.items).toHaveLength(1);
});

test("the statistics of messages end with what waits", async () => {
  const told = await own.belfry(["messages", "statistics", "--by", "hour"]);
  expect(told.code).toBe(0);
  expect(told.out).toMatch(/total .*\nWaiting: \d+ due, \d+ later, \d+ being sent/s);
});
