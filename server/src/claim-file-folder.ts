/**
 * A reference to a file is worth nothing on a node that cannot read the file. While files are kept in a local folder, one
 * installation has one such folder: the first node marks it, and a node with another one refuses to start.
 */
import { randomUUID } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { AppError } from "@belfry/model";
import type { Store } from "@belfry/store";

/** @throws AppError FILE_FOLDER_ELSEWHERE when another folder holds the files of this database */
export async function claimFileFolder(
  store: Store,
  folder: string,
  options: { readonly adopt: boolean },
): Promise<void> {
  const mark = await markOf(folder);
  const { rows } = await store.query<{ folder: string; host: string }>({
    name: "claim-file-folder",
    text: `
      update belfry.installation
      set file_folder = case when $3 then $1 else coalesce(file_folder, $1) end,
        file_folder_host = case when $3 or file_folder is null then $2 else file_folder_host end
      returning file_folder as folder, file_folder_host as host`,
    values: [mark, hostname(), options.adopt],
  });
  const owner = rows[0];
  if (owner === undefined || owner.folder === mark) return;
  const reason = `They lie on the host ${owner.host}; this node would use ${folder}.`;
  throw new AppError("FILE_FOLDER_ELSEWHERE", { reason, host: owner.host, folder });
}

/** The mark that names a folder; written once. */
async function markOf(folder: string): Promise<string> {
  const path = join(folder, "folder-id");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Exclusive: of two processes that start at once, one writes the mark and both read it.
  await writeFile(path, `${randomUUID()}\n`, { flag: "wx", mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return (await readFile(path, "utf8")).trim();
}
