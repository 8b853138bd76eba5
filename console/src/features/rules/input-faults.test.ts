import { expect, test } from "vitest";
import { faultsByField } from "./input-faults.ts";

const fields = [{ name: "date" }, { name: "buildings" }, { name: "build" }];
const problem = (path: string) => ({ path, message: `wrong at ${path}`, remedy: "" });

test("a problem is shown beside the field it names", () => {
  const problems = ["inputs.date", "body.inputs.buildings[1]", "build.x", "inputs", "elsewhere"].map(problem);
  expect([...faultsByField(problems, fields)]).toEqual([
    ["date", ["wrong at inputs.date"]],
    ["buildings", ["wrong at body.inputs.buildings[1]"]],
    ["build", ["wrong at build.x"]],
  ]);
});
