import { expect, test } from "vitest";
import { isFiltered, parseAuditSearch, toAuditFilter } from "./audit-search.ts";

test("an address is read as it was written", () => {
  const search = { actor: "admin", action: "rules.save", kind: "rule", subject: "dorm", outcome: "done", entry: 7 };
  expect(parseAuditSearch(search)).toEqual(search);
});

test.each([{ action: "rules save" }, { outcome: "lost" }, { entry: -1 }, { actor: "" }, { subject: { a: 1 } }])(
  "%j makes no sense and is left out",
  (search) => {
    expect(parseAuditSearch(search)).toEqual({});
  },
);

test("the subject of an entry that is named by a number keeps its name", () => {
  expect(parseAuditSearch({ subject: 42 })).toEqual({ subject: "42" });
});

test("the server is asked for what narrows the list, and an open entry or page does not", () => {
  expect(toAuditFilter({ kind: "rule", entry: 7, cursor: "x" }, 0)).toEqual({ subjectKind: "rule" });
  expect(isFiltered({ entry: 7, cursor: "x" })).toBe(false);
  expect(isFiltered({ outcome: "denied" })).toBe(true);
});
