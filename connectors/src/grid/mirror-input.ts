import { z } from "zod";
import { mirrorFields } from "./mirror-fields.ts";

export const GridMirrorInput = z.strictObject({
  ...mirrorFields,
  words: z
    .strictObject({
      planned: z.string().min(1).max(100).default("待执行").describe("What stands where a task is planned."),
      done: z.string().min(1).max(100).default("已完成").describe("What stands where it is done."),
    })
    .prefault({})
    .describe("The words by which the tables say how far a task is. Any other text is left alone."),
  days: z
    .int()
    .min(1)
    .max(3_660)
    .default(62)
    .describe("Periods that began so many days ago, or later. Default: long enough for the month before."),
});
export type GridMirrorInput = z.output<typeof GridMirrorInput>;
