import { expect, test } from "vitest";
import { filtersOverlap, fitsTopicFilter, isTopicFilter } from "./topic-filter.ts";

test.each([
  ["plant/hall", "plant/hall", true],
  ["plant/hall", "plant/hall/1", false],
  ["plant/+/temp", "plant/hall/temp", true],
  ["plant/+/temp", "plant/hall/1/temp", false],
  ["plant/#", "plant/hall/1", true],
  ["plant/#", "plant", true],
  ["plant/+", "plant", false],
  ["+/+", "/plant", true],
  ["#", "$SYS/uptime", false],
  ["$SYS/#", "$SYS/uptime", true],
  ["$share/belfry/plant/+", "plant/hall", true],
])("the filter %s and the topic %s: %s", (filter, topic, fits) => {
  expect(fitsTopicFilter(filter, topic)).toBe(fits);
});

test("wildcards stand alone, and # stands last", () => {
  expect(["a/+/b", "#", "a/#", "/"].every(isTopicFilter)).toBe(true);
  expect(["", "a/#/b", "a+", "a/b#"].some(isTopicFilter)).toBe(false);
});

test.each([
  ["plant/#", "plant/hall", true],
  ["plant/#", "plant", true],
  ["plant/+/temp", "plant/hall/+", true],
  ["plant/+", "plant/hall/1", false],
  ["plant/+", "office/+", false],
  ["plant/hall", "plant/hall", true],
])("the filters %s and %s overlap: %s", (one, other, overlap) => {
  expect([filtersOverlap(one, other), filtersOverlap(other, one)]).toEqual([overlap, overlap]);
});
