/**
 * A grid: task types × members × periods, each combination one cell. It is the same object in YAML, in the API and in the
 * database. Members are no part of it: there are thousands, and they come and go.
 */
import { z } from "zod";
import { DEFAULT_TIME_ZONE, TimeZone } from "../time/time-zone.ts";
import { openPeriod } from "./grid-period.ts";
import { DimensionKey, GridTaskType } from "./grid-task-type.ts";

/** The name of a grid in addresses, files and commands. */
export const GridSlug = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/, "A grid is named with small letters, digits and hyphens, at most 63 of them.");

export const GridDimension = z
  .strictObject({
    dimension: DimensionKey.describe("Its name in selections and expressions: `platform`."),
    name: z.string().min(1).max(100).describe("The name that people see."),
  })
  .meta({ id: "GridDimension" });

export const Grid = z
  .strictObject({
    grid: GridSlug.describe("The name in addresses, files and commands: small letters, digits and hyphens."),
    name: z.string().min(1).max(200).describe("The name that people see."),
    description: z.string().max(10_000).optional(),
    labels: z
      .record(z.string().min(1).max(63), z.string().max(200))
      .optional()
      .describe("Labels limit who sees the grid, as they do with rules."),
    timezone: TimeZone.default(DEFAULT_TIME_ZONE).describe("The zone in which its days are meant, an IANA name."),
    dayStartsAt: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Write a time of day like 04:00.")
      .default("00:00")
      .describe("When a business day begins: with 04:00, two at night belongs to the day before."),
    calendar: z
      .string()
      .min(1)
      .max(63)
      .optional()
      .describe("The calendar by which periods count working days, by its name."),
    dimensions: z
      .array(GridDimension)
      .min(1)
      .max(6)
      .describe(
        "What a member is named by, from the widest to the narrowest: platform, then shop. States are counted for each combination of all but the last one.",
      ),
    taskTypes: z.array(GridTaskType).max(500).default([]),
  })
  .superRefine(({ dimensions, taskTypes, calendar }, ctx) => {
    const refuse = (path: (string | number)[], message: string) => ctx.addIssue({ code: "custom", path, message });
    const known = new Set<string>();
    for (const [i, { dimension }] of dimensions.entries()) {
      if (known.has(dimension)) refuse(["dimensions", i, "dimension"], `There are two dimensions ${dimension}.`);
      known.add(dimension);
    }
    const unknown = (dimension: string) => `There is no dimension ${dimension}; there are ${[...known].join(", ")}.`;
    const tasks = new Set<string>();
    for (const [i, { task, where = {}, concurrency, period, freshness }] of taskTypes.entries()) {
      const at = ["taskTypes", i];
      if (tasks.has(task)) refuse([...at, "task"], `There are two task types ${task}.`);
      tasks.add(task);
      for (const dimension of Object.keys(where))
        if (!known.has(dimension)) refuse([...at, "where", dimension], unknown(dimension));
      const per = concurrency?.per;
      if (per !== undefined && !known.has(per)) refuse([...at, "concurrency", "per"], unknown(per));
      const open = openPeriod(period);
      if (open.kind === "day" && open.workdays && calendar === undefined)
        refuse([...at, "period"], "It counts working days, and the grid names no calendar.");
      if (freshness?.workdays === true && calendar === undefined)
        refuse([...at, "freshness", "workdays"], "It asks for working days, and the grid names no calendar.");
    }
  })
  .meta({ id: "Grid", title: "Grid", description: "Task types × members × periods: each combination is a cell." });
export type Grid = z.output<typeof Grid>;
