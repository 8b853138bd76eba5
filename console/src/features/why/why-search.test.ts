import { expect, test } from "vitest";
import { parseWhySearch } from "./why-search.ts";

test("a telephone number stays a text, and the time comes along", () => {
  expect(parseWhySearch({ recipient: 13800001111, range: "24h" })).toEqual({ recipient: "13800001111", range: "24h" });
});

test.each([{ recipient: " " }, { recipient: [] }, {}])("%j asks about nobody", (search) => {
  expect(parseWhySearch(search)).toEqual({});
});
