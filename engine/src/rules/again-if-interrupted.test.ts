import { AppError } from "@belfry/model";
import { DatabaseError } from "pg";
import { expect, test } from "vitest";
import { againIfInterrupted } from "./again-if-interrupted.ts";

function deadlock(): DatabaseError {
  return Object.assign(new DatabaseError("deadlock detected", 0, "error"), { code: "40P01" });
}

test("what lost against other work is done again, three times at the most", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries < 3) throw deadlock();
    return "done";
  };
  expect(await againIfInterrupted(work)).toBe("done");
  tries = -10;
  await expect(againIfInterrupted(work)).rejects.toThrow("deadlock detected");
  expect(tries).toBe(-7);
});

test("what is refused is not tried again", async () => {
  let tries = 0;
  const work = async () => {
    tries += 1;
    throw new AppError("RULE_NOT_FOUND");
  };
  await expect(againIfInterrupted(work)).rejects.toMatchObject({ code: "RULE_NOT_FOUND" });
  expect(tries).toBe(1);
});
