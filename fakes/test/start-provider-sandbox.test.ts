import { expect, test } from "vitest";
import { createMovableClock } from "../src/fake-clock.ts";
import { sandboxCredentials } from "../src/sandbox-credentials.ts";
import { startProviderSandbox, type ProviderSandbox } from "../src/start-provider-sandbox.ts";

const clock = createMovableClock();

async function say(
  sandbox: ProviderSandbox,
  text: string,
  robot: string = sandboxCredentials.wecomRobots[0],
): Promise<string> {
  const answer = await fetch(`${sandbox.urls.wecom}/cgi-bin/webhook/send?key=${robot}`, {
    method: "POST",
    body: JSON.stringify({ msgtype: "text", text: { content: text, mentioned_list: ["@all"] } }),
  });
  return answer.text();
}

test("what came is listed as the group shows it, newest first, with what was answered", async () => {
  await using sandbox = await startProviderSandbox({ clock });
  await say(sandbox, "first");
  await say(sandbox, "second");
  expect(sandbox.messages("wecom", { limit: 1 })).toEqual([
    {
      id: 2,
      at: new Date(clock.now()),
      to: ["值班群"],
      kind: "text",
      text: "second",
      mentions: ["all"],
      shown: true,
      answer: { status: 200, body: `{"errcode":0,"errmsg":"ok"}` },
      fault: null,
    },
  ]);
  expect(sandbox.messages("wecom", { before: 2 }).map(({ text }) => text)).toEqual(["first"]);
  expect(sandbox.get("wecom")).toEqual({
    provider: "wecom",
    receives: "messages",
    channels: ["wecom", "wecom-app"],
    switches: ["bounce", "throttle", "accept-then-drop", "slow", "malformed"],
    messages: 2,
    faults: [],
  });
  expect(sandbox.clear("wecom")).toBe(2);
  expect(sandbox.messages("wecom", {})).toEqual([]);
});

test("a message that is refused is listed with the refusal, and nobody sees it", async () => {
  await using sandbox = await startProviderSandbox({ clock });
  sandbox.setFaults("wecom", [{ kind: "throttle", times: 1 }]);
  await say(sandbox, "too much");
  const [throttled] = sandbox.messages("wecom", {});
  expect(throttled).toMatchObject({ text: "too much", shown: false, fault: "throttle" });
  expect(throttled?.answer?.body).toContain("45009");
  // The penalty of the real one: this robot says nothing for a minute, the other one does.
  await say(sandbox, "still punished");
  await say(sandbox, "by the other", sandboxCredentials.wecomRobots[1]);
  expect(sandbox.messages("wecom", {}).map(({ text, shown, fault }) => ({ text, shown, fault }))).toEqual([
    { text: "by the other", shown: true, fault: null },
    { text: "still punished", shown: false, fault: null },
    { text: "too much", shown: false, fault: "throttle" },
  ]);
});

test("a message whose answer is lost, late or unreadable is seen all the same", async () => {
  await using sandbox = await startProviderSandbox({ clock });
  sandbox.setFaults("wecom", [
    { kind: "accept-then-drop", times: 1 },
    { kind: "malformed", times: 1 },
    { kind: "slow", times: 1 },
  ]);
  await expect(say(sandbox, "lost")).rejects.toThrow();
  expect(await say(sandbox, "unreadable")).toContain("bad gateway");
  const late = say(sandbox, "late");
  while (sandbox.messages("wecom", {}).length < 3) await new Promise(setImmediate);
  const seen = () => sandbox.messages("wecom", {}).map(({ text, shown, answer }) => [text, shown, answer?.body]);
  expect(seen()).toEqual([
    ["late", true, undefined],
    ["unreadable", true, "<html><title>200 OK</title><p>bad gateway"],
    ["lost", true, undefined],
  ]);
  sandbox.setFaults("wecom", []);
  expect(await late).toContain(`"errcode":0`);
  expect(seen()[0]).toEqual(["late", true, `{"errcode":0,"errmsg":"ok"}`]);
});

test("whoever sends with a wrong key is answered so, and the key is written down nowhere", async () => {
  await using sandbox = await startProviderSandbox({ clock });
  expect(await say(sandbox, "hello", "a-wrong-key")).toContain("93000");
  await say(sandbox, "hello");
  const listed = JSON.stringify(sandbox.messages("wecom", {}));
  expect(listed).toContain("93000");
  expect(listed).not.toMatch(/a-wrong-key|sandbox-robot/);
});

test("a provider that is not played here has nothing", async () => {
  await using sandbox = await startProviderSandbox({ clock });
  expect(sandbox.get("telegram")).toBeUndefined();
  expect(sandbox.messages("telegram", {})).toEqual([]);
  expect(sandbox.list().map(({ provider }) => provider)).toEqual([
    "wecom",
    "dingtalk",
    "feishu",
    "aliyun-sms",
    "tencent-sms",
    "wechat",
    "metabase",
  ]);
});
