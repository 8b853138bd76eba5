import { expect, test } from "vitest";
import { ExchangeLog } from "./exchange-log.ts";

const fate = { shown: true, answer: null, fault: null } as const;
const message = (text: string) => ({ to: ["值班群"], kind: "text", text });

test("only the last thousand messages are remembered, and their ids go on rising", () => {
  const log = new ExchangeLog({ now: () => 0 });
  for (let n = 1; n <= 1_003; n += 1) log.add(message(`message ${n}`), fate);
  expect(log.size).toBe(1_000);
  expect(log.list({ limit: 1 })[0]).toMatchObject({ id: 1_003, text: "message 1003" });
  expect(log.list({ limit: 2_000 }).at(-1)).toMatchObject({ id: 4 });
  log.clear();
  expect(log.add(message("after"), fate)).toBe(1_004);
});

test("an answer that comes after its message was forgotten changes nothing", () => {
  const log = new ExchangeLog({ now: () => 0 });
  const id = log.add(message("slow"), fate);
  log.clear();
  log.answered(id, { status: 200, body: "{}" });
  expect(log.list()).toEqual([]);
});
