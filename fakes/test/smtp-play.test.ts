import { expect, test } from "vitest";
import { createMovableClock } from "../src/fake-clock.ts";
import { createSmtpPlay } from "../src/smtp/create-smtp-play.ts";

const clock = createMovableClock();
const mail = (subject: string, from = "belfry@campus.example") => ({
  from,
  to: ["dean@campus.example"],
  subject,
  raw: Buffer.from(`Subject: ${subject}\r\nX-Belfry-Message: k-1\r\n\r\nhello\r\n`),
});

test("permfail@ is refused for good and tempfail@ for now, with or without a tag, and nobody else", () => {
  const play = createSmtpPlay({ clock });
  expect(play.refusal("permfail@x.cn")).toEqual({ code: 550, text: "5.1.1 user unknown" });
  expect(play.refusal("TempFail+7@x.cn")).toEqual({ code: 450, text: "4.2.1 mailbox busy, try again later" });
  expect(play.refusal("not-permfail@x.cn")).toBeUndefined();
  expect(play.messages({})).toMatchObject([
    { to: ["TempFail+7@x.cn"], shown: false, answer: { status: 450 } },
    { to: ["permfail@x.cn"], shown: false, answer: { status: 550, body: "5.1.1 user unknown" } },
  ]);
});

test("whoever is throttled waits for a minute, and other senders do not", async () => {
  const play = createSmtpPlay({ clock });
  play.setFaults([{ kind: "throttle", times: 1 }]);
  const answered = async (from?: string) => {
    const { kept, answer } = play.fateOf(mail("hello", from));
    return { kept: kept !== undefined, answer: await answer() };
  };
  const refused = { kept: false, answer: { code: 550, text: "Sender frequency limited" } };
  expect(await answered()).toEqual(refused);
  expect(await answered()).toEqual(refused);
  expect(await answered("other@campus.example")).toMatchObject({ kept: true });
  clock.advance(60_000);
  expect(await answered()).toMatchObject({ kept: true, answer: { code: 250 } });
});

test("a bounce takes the mail and keeps the report to its sender instead; a report that bounces comes back to nobody", async () => {
  const play = createSmtpPlay({ clock });
  play.setFaults([{ kind: "bounce" }]);
  const { kept, answer } = play.fateOf(mail("停水"));
  expect(await answer()).toMatchObject({ code: 250 });
  expect(kept).toMatchObject({ from: "", to: ["belfry@campus.example"] });
  expect(kept?.raw.toString()).toMatch(
    /report-type=delivery-status[^]*Final-Recipient: rfc822; dean@[^]*X-Belfry-Message: k-1/,
  );
  expect(play.fateOf(mail("report", "")).kept).toBeUndefined();
  expect(play.messages({})).toMatchObject([
    { shown: false, fault: "bounce" },
    { title: "停水", shown: false },
  ]);
});

test("a slow answer comes when the switch is taken back, and is noted then", async () => {
  const play = createSmtpPlay({ clock });
  play.setFaults([{ kind: "slow", times: 1 }]);
  const late = play.fateOf(mail("late")).answer();
  expect(play.messages({})).toMatchObject([{ shown: true, answer: null, fault: "slow" }]);
  play.setFaults([]);
  expect(await late).toMatchObject({ code: 250 });
  expect(play.messages({})).toMatchObject([{ answer: { status: 250, body: "2.0.0 Ok: queued" } }]);
  expect(play.clear()).toBe(1);
  expect(play.describe()).toMatchObject({ provider: "smtp", channels: ["email"], messages: 0, faults: [] });
});
