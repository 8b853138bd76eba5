import { file, rows, secret, text } from "@belfry/plugin-kit";
import { expect, test } from "vitest";
import { z } from "zod";
import { renderFields } from "./schema-table.ts";
import { describedSchema } from "./schema-words.ts";

const Look = z.strictObject({ bold: z.boolean().optional(), size: z.number().optional(), font: z.string().optional() });

function tableOf(schema: z.ZodType): string[] {
  return renderFields(describedSchema(schema)).trimEnd().split("\n").slice(2);
}

test("a field says what it takes, whether it must be there, what it means and what it is without", () => {
  const schema = z.strictObject({
    name: text().describe("Who is greeted | or not."),
    password: secret().optional(),
    rows: rows().optional(),
    file: file().optional(),
    mode: z.union([z.literal("auto"), z.enum(["a", "b"])]).default("auto"),
    any: z.json().optional(),
  });
  expect(tableOf(schema)).toEqual([
    "| `name` \\* | template | Who is greeted \\| or not. |",
    "| `password` | secret or template |  |",
    "| `rows` | dataset or list of rows |  |",
    "| `file` | file |  |",
    "| `mode` | `auto`, `a`, `b` | Default: `auto`. |",
    "| `any` | JSON |  |",
  ]);
});

test("alternatives are shown as one, and only what all of them need has a star", () => {
  const schema = z.strictObject({
    paging: z.union([
      z.strictObject({ kind: z.literal("page"), size: z.int() }),
      z.strictObject({ kind: z.literal("none") }),
    ]),
  });
  expect(tableOf(schema)).toEqual([
    "| `paging` \\* | object |  |",
    "| `paging.kind` \\* | `page`, `none` |  |",
    "| `paging.size` | integer |  |",
  ]);
});

test("an object that was shown before is not shown again", () => {
  const schema = z.strictObject({ title: Look.optional(), body: z.array(Look).optional() });
  expect(tableOf(schema).slice(-2)).toEqual([
    "| `body` | list of object |  |",
    "| `body[].…` |  | `bold`, `size`, `font` as in `title`. |",
  ]);
});
