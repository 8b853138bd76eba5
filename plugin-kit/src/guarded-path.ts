/**
 * Asks where a file or folder of this machine really lies, if rules may touch it: an administrator names the folders
 * (`BELFRY_FOLDERS`), links that lead out of them are refused. Open what comes back and not what was asked for.
 * @throws ActionFailure class `config` with code `FOLDER_NOT_ALLOWED` when it lies in no such folder, `FILE_NOT_FOUND` when
 * it is not there
 */
export type GuardedPath = (path: string) => Promise<string>;
