import { AppError } from "@belfry/model";
import { expect, test } from "vitest";
import { answerTogether } from "./answer-together.ts";

/** Something that answers when it is told to, and what it was asked. */
function slowAnswers() {
  const asked: (readonly number[])[] = [];
  const open: (() => void)[] = [];
  const ask = answerTogether<number, number>(async (_kind, requests) => {
    asked.push(requests);
    await new Promise<void>((resolve) => open.push(resolve));
    return requests.map((n) => n * 10);
  });
  return { ask, asked, open };
}

test("who asks while an answer is under way shares the next one, and each gets their own", async () => {
  const { ask, asked, open } = slowAnswers();
  const first = ask("a", 1);
  await expect.poll(() => open.length).toBe(1);
  const later = [ask("a", 2), ask("a", 3), ask("a", 4)];
  open[0]?.();
  expect(await first).toBe(10);
  await expect.poll(() => open.length).toBe(2);
  open[1]?.();
  expect(await Promise.all(later)).toEqual([20, 30, 40]);
  expect(asked).toEqual([[1], [2, 3, 4]]);
});

test("another kind does not wait, and is not answered together with the first", async () => {
  const { ask, asked, open } = slowAnswers();
  const one = ask("a", 1);
  const other = ask("b", 2);
  await expect.poll(() => open.length).toBe(2);
  expect(asked).toEqual([[1], [2]]);
  for (const end of open) end();
  expect(await Promise.all([one, other])).toEqual([10, 20]);
});

test("a request that cannot be answered fails alone", async () => {
  const ask = answerTogether<number, number>((_kind, requests) => {
    if (requests.includes(2)) return Promise.reject(new AppError("GRID_NOT_FOUND", { grid: "none" }));
    return Promise.resolve(requests);
  });
  const told = await Promise.allSettled([ask("a", 1), ask("a", 2), ask("a", 3)]);
  expect(told.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
});

test("when nobody knows whether it happened, all are told, and nothing is asked again", async () => {
  let asked = 0;
  const ask = answerTogether<number, number>(() => {
    asked += 1;
    return Promise.reject(new AppError("DATABASE_UNREACHABLE", {}));
  });
  const told = await Promise.allSettled([ask("a", 1), ask("a", 2)]);
  expect(told.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(asked).toBe(1);
});
