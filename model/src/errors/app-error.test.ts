import { describe, expect, test } from "vitest";
import { AppError, isAppError } from "./app-error.ts";
import { errorCatalog } from "./error-catalog.ts";
import { describeProblem, joinPath, positionAt } from "./problems.ts";

describe("the error catalog", () => {
  test.each(Object.entries(errorCatalog))("%s says what happened and what to do, in full sentences", (_code, entry) => {
    expect(entry.message).toMatch(/^[A-Z].*\.$/);
    expect(entry.remedy).toMatch(/^[A-Z].*\.$/);
    expect(entry.status).toBeGreaterThanOrEqual(400);
    expect(entry.status).toBeLessThan(600);
  });
});

describe("an error", () => {
  test("tells its reason in the message, so that a log line is enough", () => {
    const error = new AppError("SCHEDULE_INVALID", { reason: "The hour 25 does not exist." });
    expect(error.message).toBe("The schedule cannot be read. The hour 25 does not exist.");
    expect(error.status).toBe(422);
  });

  test("names the first problem and counts the others", () => {
    const problem = { path: "triggers[0].cron", message: "The hour 25 does not exist.", remedy: "Write 0 to 23." };
    const error = new AppError("RULE_INVALID", { problems: [problem, problem, problem] });
    expect(error.detail).toBe("triggers[0].cron: The hour 25 does not exist. Write 0 to 23. (and 2 more)");
    expect(error.problems).toHaveLength(3);
  });

  test("prefers the remedy of the case to that of the catalog", () => {
    expect(new AppError("CONFIG_INVALID", { remedy: "Set PORT." }).remedy).toBe("Set PORT.");
    expect(new AppError("CONFIG_INVALID").remedy).toBe(errorCatalog.CONFIG_INVALID.remedy);
  });

  test("keeps its cause", () => {
    const cause = new Error("connection refused");
    expect(new AppError("DATABASE_UNREACHABLE", {}, { cause }).cause).toBe(cause);
  });
});

describe("isAppError", () => {
  test("knows an error made by another copy of this package", () => {
    const stranger = Object.assign(new Error("gone"), { name: "AppError", code: "RULE_NOT_FOUND" });
    expect(isAppError(stranger)).toBe(true);
    expect(isAppError(stranger, "RULE_NOT_FOUND")).toBe(true);
    expect(isAppError(stranger, "RULE_EXISTS")).toBe(false);
  });

  test.each([[new Error("x")], [Object.assign(new Error("x"), { code: "ECONNREFUSED" })], [null], ["RULE_NOT_FOUND"]])(
    "is not fooled by %s",
    (value) => expect(isAppError(value)).toBe(false),
  );
});

describe("places", () => {
  test("are counted from one, line by line", () => {
    expect(positionAt("ab\ncd", 0)).toEqual({ line: 1, column: 1 });
    expect(positionAt("ab\ncd", 4)).toEqual({ line: 2, column: 2 });
    expect(positionAt("ab", 99)).toEqual({ line: 1, column: 3 });
  });

  test("are joined to paths as people write them", () => {
    expect(joinPath(joinPath(joinPath("actions", 0), "with"), "rows")).toBe("actions[0].with.rows");
    expect(joinPath("with", "Content Type")).toBe('with["Content Type"]');
    expect(joinPath("", "name")).toBe("name");
    expect(joinPath("columns", "学院")).toBe("columns.学院");
  });

  test("are told in one line", () => {
    expect(describeProblem({ path: "if", position: { line: 1, column: 4 }, message: "No.", remedy: "Yes." })).toBe(
      "if (line 1, column 4): No. Yes.",
    );
    expect(describeProblem({ path: "", message: "No.", remedy: "Yes." })).toBe("No. Yes.");
    expect(describeProblem({ path: "", position: { line: 2, column: 1 }, message: "No.", remedy: "" })).toBe(
      "line 2, column 1: No.",
    );
  });
});
