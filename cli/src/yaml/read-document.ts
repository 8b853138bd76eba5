import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import { text as readStream } from "node:stream/consumers";
import { LineCounter, parseAllDocuments, parseDocument, type Document } from "yaml";
import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { fileError } from "../errors/file-error.ts";
import { locatePath, type Place } from "./locate-path.ts";

/** A YAML or JSON file and where its parts stand. */
export interface SourceFile {
  /** As it is shown: the path that was given, or `stdin`. */
  readonly name: string;
  readonly data: unknown;
  /** `rule.yaml:12:9` for a path inside the data. */
  placeOf(path: string, inside?: Place): string;
}

/** Reads a file, or standard input for `-`. @throws CliError FILE_NOT_FOUND, FILE_INVALID with every place */
export async function readDocument(path: string, stdin: Readable): Promise<SourceFile> {
  return parseSource(path === "-" ? "stdin" : path, await readText(path, stdin));
}

/** @throws CliError FILE_INVALID */
export function parseSource(name: string, text: string): SourceFile {
  const lines = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  return sourceOf(document, { name, text, lines });
}

/** The documents of one file, which `---` parts; those that are empty are left out. @throws CliError FILE_INVALID */
export function parseSources(name: string, text: string): SourceFile[] {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, prettyErrors: false });
  // What holds nothing but comments is no document at all.
  return [...documents]
    .map((document) => sourceOf(document as Document, { name, text, lines }))
    .filter(({ data }) => data !== null && data !== undefined);
}

function sourceOf(
  document: Document,
  { name, text, lines }: { readonly name: string; readonly text: string; readonly lines: LineCounter },
): SourceFile {
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => {
      const { line, col } = lines.linePos(error.pos[0]);
      return {
        place: `${name}:${line}:${col}`,
        message: sentence(error.message),
        remedy: "Correct the file at this place.",
      };
    });
    throw new CliError("FILE_INVALID", `${name} is neither YAML nor JSON.`, {
      remedy: "Nothing was changed.",
      exitCode: ExitCode.refused,
      problems,
    });
  }
  return {
    name,
    data: document.toJS(),
    placeOf(path, inside) {
      const { line, column } = locatePath(document, { text, lines }, path, inside);
      return `${name}:${line}:${column}`;
    },
  };
}

export async function readText(path: string, stdin: Readable): Promise<string> {
  try {
    return path === "-" ? await readStream(stdin) : await readFile(path, "utf8");
  } catch (error) {
    throw fileError(path, error);
  }
}

function sentence(text: string): string {
  const line = text.split("\n", 1)[0] ?? text;
  return /[.!?]$/.test(line) ? line : `${line}.`;
}
