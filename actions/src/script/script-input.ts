import { Duration, file, secret, text } from "@belfry/plugin-kit";
import { z } from "zod";

const LONGEST = "1h";

const fileIn = z.union([
  file(),
  z.strictObject({
    file: file().describe("A file of an earlier action."),
    name: text().describe("Its name in the folder `in`."),
  }),
]);

export const ScriptInput = z.strictObject({
  interpreter: z
    .enum(["shell", "python", "node"])
    .describe("What runs the script: `/bin/sh`, `python3` of the machine, or the Node that runs Belfry."),
  source: z
    .string()
    .min(1)
    .max(200_000)
    .optional()
    .describe("The script. It is taken as it stands: values reach it through `inputs`, `args` and `env`."),
  file: file().optional().describe("Instead of `source`: a file of an earlier action that holds the script."),
  args: z.array(text()).max(100).default([]).describe("Arguments of the command line."),
  env: z
    .record(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "A name holds letters, digits and _."), secret())
    .default({})
    .describe("Variables of the environment; secrets may stand here. Nothing of Belfry's own environment is there."),
  inputs: z.json().optional().describe("A value that the script reads as JSON from its standard input."),
  files: z.array(fileIn).max(100).default([]).describe("Files that lie in the folder `in` of the working folder."),
  exitCodes: z.array(z.int().min(0).max(255)).min(1).default([0]).describe("The exit codes that count as success."),
  timeout: Duration.default("1m").describe(
    `How long it may run, at most ${LONGEST}. Then it and all it started are killed.`,
  ),
  memoryMb: z
    .int()
    .min(16)
    .max(16_384)
    .default(512)
    .describe("How much memory each of its processes may use for data, in MiB. Of a Node script it is the heap."),
});

/** A media type by the ending of a name; what nobody knows is just bytes. */
export function mediaTypeOf(name: string): string {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return mediaTypes[ending] ?? "application/octet-stream";
}

const mediaTypes: Readonly<Record<string, string>> = {
  csv: "text/csv",
  json: "application/json",
  txt: "text/plain",
  log: "text/plain",
  md: "text/markdown",
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  zip: "application/zip",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};
