import { expect, test } from "vitest";
import { dateHeader } from "./date-header.ts";

test.each([
  ["2026-02-28T22:00:00Z", "Asia/Shanghai", "Sun, 01 Mar 2026 06:00:00 +0800"],
  ["2026-09-05T00:00:00Z", "UTC", "Sat, 05 Sep 2026 00:00:00 +0000"],
  ["2026-07-01T04:30:09Z", "America/St_Johns", "Wed, 01 Jul 2026 02:00:09 -0230"],
])("%s in %s is %s", (time, zone, header) => expect(dateHeader(new Date(time), zone)).toBe(header));
