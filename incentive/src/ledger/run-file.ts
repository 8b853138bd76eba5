/**
 * A run of a file that somebody hands in. It is written down and read to its end before anything is booked: what cannot be
 * read in its middle would otherwise be found out when the first half stands in the ledger.
 */
import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { AppError } from "@belfry/model";
import { checkContractFile, readContractRows, type ContractFile } from "../csv/read-contract-file.ts";
import { campaignInUse } from "./ledger-campaign.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { runContracts, type RunRequest, type RunResult } from "./run-contracts.ts";

/** A million contracts are some 250 MB. */
const MOST_BYTES = 512 * 1_048_576;

export interface RunFileRequest extends Omit<RunRequest, "read" | "source">, Omit<ContractFile, "path"> {
  /** Its bytes, as they come. */
  readonly content: AsyncIterable<Uint8Array>;
}

/**
 * Books the contracts of a CSV file in UTF-8. A file that cannot be read books nothing, wherever it cannot be read.
 *
 * @throws AppError CAMPAIGN_NOT_FOUND, CONTRACTS_UNREADABLE, BODY_TOO_LARGE, INCENTIVE_RUN_INTERRUPTED
 */
export async function runFile(
  deps: LedgerDeps,
  { file, columns, content, ...request }: RunFileRequest,
): Promise<RunResult> {
  const { store, files, mostFileBytes = MOST_BYTES } = deps;
  if (files === undefined) throw new AppError("INTERNAL", { reason: "No files are kept here." });
  const { campaign } = await campaignInUse(store, request.campaign);
  await using scratch = await files.scratch("contracts");
  const path = join(scratch.path, "contracts.csv");
  await pipeline(upTo(mostFileBytes, { file, content }), createWriteStream(path, { flags: "wx", mode: 0o600 }));
  const given = { path, file, columns };
  await checkContractFile(given, campaign);
  // Awaited here: the file goes with its folder when this function ends.
  return await runContracts(
    deps,
    { ...request, source: file, read: (inForce) => readContractRows(given, inForce) },
    { folder: scratch.path, path },
  );
}

async function* upTo(
  most: number,
  { file, content }: Pick<RunFileRequest, "file" | "content">,
): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const chunk of content) {
    bytes += chunk.byteLength;
    if (bytes > most)
      throw new AppError("BODY_TOO_LARGE", {
        file,
        maxBytes: most,
        reason: `${file} has more than ${(most / 1_048_576).toLocaleString("en-US")} MB.`,
        remedy: "Split it, keeping the header in each part, and run one part after the other; nothing was booked.",
      });
    yield chunk;
  }
}
