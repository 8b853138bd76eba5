/**
 * What a run read is kept for a time: whoever asks in June why a contract counted in May sees what its source said then. A
 * file that was handed in is kept as it came; rows of a query or an interface are written as a CSV while they are read.
 */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Store } from "@belfry/store";
import type { SourceRow } from "../csv/contract-reader.ts";
import { csvLine } from "../csv/csv-line.ts";
import { findSameArchive } from "../sql/find-same-archive.ts";
import { keepArchive, type KeptFile } from "../sql/keep-archive.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import type { SourceFiles } from "./source-files.ts";

/** Until the books of a month are closed in the next one, what was read in it can be looked at. */
const ARCHIVE_DAYS = 35;
/** So much is gathered before it is written. */
const PIECE = 65_536;

/** A file that a run reads, in a scratch folder. */
export interface FileOfRun {
  readonly folder: string;
  readonly path: string;
}

export interface Archive extends AsyncDisposable {
  /** The same rows, written down as they pass. */
  passing(rows: AsyncIterable<SourceRow>): AsyncIterable<SourceRow>;
  /** Keeps what passed. */
  keep(run: number): Promise<void>;
}

/** @param file what the run reads, where it is a file already */
export async function openArchive(deps: LedgerDeps, file?: FileOfRun): Promise<Archive> {
  const { store, files, archiveDays: days = ARCHIVE_DAYS } = deps;
  if (files === undefined)
    return {
      passing: (rows) => rows,
      keep: async () => undefined,
      [Symbol.asyncDispose]: async () => undefined,
    };
  const scratch = file === undefined ? await files.scratch("archive") : undefined;
  const { folder, path } = file ?? { folder: scratch?.path ?? "", path: join(scratch?.path ?? "", "rows.csv") };
  let kept: KeptFile | undefined;
  return {
    passing: (rows) => (file === undefined ? writtenDown(rows, path) : rows),
    async keep(run) {
      kept ??= await keptFile(store, files, { run, folder, path });
      await keepArchive(store, run, { ...kept, days });
    },
    [Symbol.asyncDispose]: async () => scratch?.[Symbol.asyncDispose](),
  };
}

/** A rule that looks every few minutes reads the same for hours: its runs share one file a day. */
async function keptFile(
  store: Store,
  files: SourceFiles,
  { run, folder, path }: FileOfRun & { readonly run: number },
): Promise<KeptFile> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  const content = hash.digest();
  const same = await findSameArchive(store, run, content);
  if (same !== undefined) return { archive: same, bytes: (await stat(path)).size, hash: content };
  const description = { name: "contracts.csv", mediaType: "text/csv" };
  const { $artifact: archive, bytes } = await files.artifacts(async () => folder).adopt(path, description);
  return { archive, bytes, hash: content };
}

async function* writtenDown(rows: AsyncIterable<SourceRow>, path: string): AsyncGenerator<SourceRow, void, undefined> {
  await using file = await open(path, "wx", 0o600);
  let header: readonly string[] | undefined;
  let piece = "\uFEFF";
  for await (const row of rows) {
    if (header === undefined) {
      header = Object.keys(row.raw);
      piece += csvLine(header);
    }
    piece += csvLine(header.map((name) => row.raw[name] ?? ""));
    if (piece.length > PIECE) {
      await file.appendFile(piece);
      piece = "";
    }
    yield row;
  }
  await file.appendFile(piece);
}
