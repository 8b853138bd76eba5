/**
 * The sources of runs that are kept. A file goes before its row says so: a row without its file is found out when somebody
 * asks for it, a file without a row is removed with old artifacts.
 */
import { createReadStream } from "node:fs";
import { AppError, isAppError } from "@belfry/model";
import type { FoundText } from "@belfry/store";
import { findArchive } from "../sql/find-archive.ts";
import { findArchives, type KeptArchive } from "../sql/find-archives.ts";
import { findExpiredArchives } from "../sql/find-expired-archives.ts";
import { forgetArchives } from "../sql/forget-archives.ts";
import { forgetExpiredArchives } from "../sql/forget-expired-archives.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import type { SourceFiles } from "./source-files.ts";

const AT_ONCE = 200;

/** A file to be read. */
export interface ArchiveFile {
  readonly path: string;
  readonly bytes: number;
  /** What people called the source. */
  readonly source: string;
}

/** The source of a run. @throws AppError CAMPAIGN_NOT_FOUND, ARTIFACT_NOT_FOUND when there is no such run, or its time is over */
export async function archiveOf({ store, files }: LedgerDeps, key: string, run: number): Promise<ArchiveFile> {
  const { id } = await campaignInUse(store, key);
  const found = await findArchive(store, id, run);
  if (found === undefined)
    throw new AppError("ARTIFACT_NOT_FOUND", { campaign: key, run, reason: `${key} has no run ${run}.` });
  const { archive, bytes, source } = found;
  if (archive === null || files === undefined)
    throw new AppError("ARTIFACT_NOT_FOUND", {
      campaign: key,
      run,
      reason: `What run ${run} read is not kept any more.`,
      remedy: "Look for the contract in a later run; how long sources are kept is set with BELFRY_KEEP_ARCHIVES_DAYS.",
    });
  return { path: await pathOf(files, { archive, bytes }), bytes, source };
}

/** Removes archives whose time is over. */
export async function expireArchives({ store, files }: LedgerDeps): Promise<void> {
  if (files === undefined) return;
  for (;;) {
    const expired = await findExpiredArchives(store, AT_ONCE);
    if (expired.length === 0) return;
    for (const { archive, isShared } of expired) if (!isShared) await files.remove("artifact", archive);
    await forgetExpiredArchives(
      store,
      expired.map(({ archive }) => archive),
    );
  }
}

/** The archives in which one of these texts stands. */
export async function findPersonInArchives(deps: LedgerDeps, texts: readonly string[]): Promise<FoundText[]> {
  const found: FoundText[] = [];
  for (const { run, campaignId } of (await naming(deps, texts)).named)
    found.push({ place: "incentive_archives", row: { run, campaign_id: campaignId } });
  return found;
}

/** Removes them, and returns how many. A CSV that is changed is none any more that anybody handed in. */
export async function erasePersonInArchives(deps: LedgerDeps, texts: readonly string[]): Promise<number> {
  const { named, missing } = await naming(deps, texts);
  for (const { archive } of named) await deps.files?.remove("artifact", archive);
  // Also those whose file went when the answer to this was lost.
  const gone = [...named, ...missing].map(({ archive }) => archive);
  if (gone.length > 0) await forgetArchives(deps.store, gone);
  return named.length;
}

interface Looked {
  readonly named: KeptArchive[];
  /** Whose file is not there. */
  readonly missing: KeptArchive[];
}

async function naming({ store, files }: LedgerDeps, texts: readonly string[]): Promise<Looked> {
  const looked: Looked = { named: [], missing: [] };
  if (files === undefined) return looked;
  // In a CSV a quote inside of a value stands twice.
  const wanted = texts.flatMap((text) => [text.toLowerCase(), text.toLowerCase().replaceAll('"', '""')]);
  for (const archive of await findArchives(store)) {
    const path = await pathOf(files, archive).catch((error: unknown) => {
      if (isAppError(error, "ARTIFACT_NOT_FOUND")) return undefined;
      throw error;
    });
    if (path === undefined) looked.missing.push(archive);
    else if (await holds(path, wanted)) looked.named.push(archive);
  }
  return looked;
}

async function holds(path: string, wanted: readonly string[]): Promise<boolean> {
  const overlap = Math.max(...wanted.map(({ length }) => length));
  let end = "";
  for await (const piece of createReadStream(path, "utf8") as AsyncIterable<string>) {
    const text = (end + piece).toLowerCase();
    if (wanted.some((one) => text.includes(one))) return true;
    end = text.slice(-overlap);
  }
  return false;
}

function pathOf(files: SourceFiles, { archive, bytes }: Pick<KeptArchive, "archive" | "bytes">): Promise<string> {
  return files.artifactPath({ $artifact: archive, name: "contracts.csv", mediaType: "text/csv", bytes });
}
