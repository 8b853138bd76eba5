import { realpath } from "node:fs/promises";
import { isAbsolute, sep } from "node:path";
import { ActionFailure, type GuardedPath } from "@belfry/plugin-kit";

/**
 * Makes the way to files of this machine: those in the folders that an administrator names, and no others. Where a path
 * leads is asked after all links were followed, and a folder that is not there opens nothing.
 */
export function createGuardedPath({ folders }: { readonly folders: readonly string[] }): GuardedPath {
  return async (path) => {
    if (!isAbsolute(path)) throw notAllowed(path);
    const real = await placeOf(path);
    // Said of what lies outside as well: whether a file exists there is nobody's business.
    if (real === undefined) throw folders.some((folder) => isInside(path, folder)) ? notFound(path) : notAllowed(path);
    for (const folder of folders) {
      const place = await placeOf(folder);
      if (place !== undefined && isInside(real, place)) return real;
    }
    throw notAllowed(path);
  };
}

async function placeOf(path: string): Promise<string | undefined> {
  return realpath(path).catch((error: unknown) => {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR" || code === "EACCES" || code === "ELOOP") return undefined;
    throw error;
  });
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function notAllowed(path: string): ActionFailure {
  return new ActionFailure(
    `Rules may not touch ${path}. An administrator names the folders that they may (BELFRY_FOLDERS).`,
    { class: "config", code: "FOLDER_NOT_ALLOWED", details: { path } },
  );
}

function notFound(path: string): ActionFailure {
  return new ActionFailure(`There is no ${path}, or the server may not read it.`, {
    class: "config",
    code: "FILE_NOT_FOUND",
    details: { path },
  });
}
