import { expect, test } from "vitest";
import { createLoginThrottle } from "./login-throttle.ts";

function throttled() {
  let now = 0;
  const throttle = createLoginThrottle({ now: () => now });
  return {
    throttle,
    wait: (ms: number) => (now += ms),
    fail: (times: number, name = "admin", address = "a") => {
      for (let time = 0; time < times; time += 1) throttle.failed(name, address);
    },
    waitOf: (name = "admin", address = "a") => {
      try {
        throttle.check(name, address);
        return 0;
      } catch (error) {
        return (error as { details: { retryAfterSeconds: number } }).details.retryAfterSeconds;
      }
    },
  };
}

test("four mistakes cost nothing, and each further one doubles the wait up to a minute", () => {
  const { fail, waitOf, wait } = throttled();
  fail(4);
  expect(waitOf()).toBe(0);
  const waits: number[] = [];
  for (let more = 0; more < 8; more += 1) {
    fail(1);
    waits.push(waitOf());
    wait(60_000);
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
});

test("a right password forgives", () => {
  const { throttle, fail, waitOf } = throttled();
  fail(10);
  throttle.succeeded("admin", "a");
  expect(waitOf()).toBe(0);
});

test("guesses from one address do not keep the person out at another", () => {
  const { fail, waitOf } = throttled();
  fail(15);
  expect(waitOf("admin", "home")).toBe(0);
});

test("many names from one address are slowed down, and so are many addresses for one name", () => {
  const { fail, waitOf } = throttled();
  for (let n = 0; n < 20; n += 1) fail(1, `name-${n}`, "attacker");
  expect(waitOf("fresh-name", "attacker")).toBeGreaterThan(0);
  for (let n = 0; n < 50; n += 1) fail(1, "victim", `address-${n}`);
  expect(waitOf("victim", "fresh-address")).toBeGreaterThan(0);
});

test("after a quarter of an hour without a mistake the count begins anew", () => {
  const { fail, waitOf, wait } = throttled();
  fail(20);
  wait(900_001);
  fail(1);
  expect(waitOf()).toBe(0);
});

test("ten thousand names do not fill the memory", () => {
  const { fail, waitOf } = throttled();
  fail(5, "early", "b");
  for (let n = 0; n < 10_000; n += 1) fail(1, `name-${n}`, `address-${n}`);
  expect(waitOf("early", "b")).toBe(0);
});
