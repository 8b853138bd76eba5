import { ActionFailure, defineTrigger, Duration, durationMs, type FeedContext, type Polled } from "@belfry/plugin-kit";
import { isAbsolute } from "node:path";
import { z } from "zod";
import { FolderCursor, lookAtFiles } from "./folder-cursor.ts";
import { listFiles } from "./folder-files.ts";

const Folder = z.strictObject({
  folder: z
    .string()
    .min(1)
    .refine((path) => isAbsolute(path), "Write a whole path like /srv/exchange/orders.")
    .describe("The folder that is watched, as a whole path; an administrator allows folders with BELFRY_FOLDERS."),
  pattern: z
    .string()
    .min(1)
    .max(200)
    .regex(/^[^/]+$/, "A pattern is that of a name, without a /.")
    .default("*")
    .describe("Which names: `*` stands for any characters, `?` for one. Names that begin with a dot never count."),
  subfolders: z.boolean().default(false).describe("Whether files in folders below it count too."),
  every: Duration.default("10s").describe(
    "How often it looks; a file counts once its size and time are the same at two looks.",
  ),
  existing: z.boolean().default(false).describe("Whether files count that are there when the trigger begins."),
  type: z.string().min(1).max(500).default("file").describe("The type of the events."),
});
type Folder = z.output<typeof Folder>;

/** Whoever looks through more than this would do nothing else. */
const MOST_FILES = 10_000;

/** Fires for files that appear in a folder of the server. */
export const folderTrigger = defineTrigger({
  kind: "poll",
  id: "folder",
  displayName: { zh: "文件夹", en: "Folder" },
  description: {
    zh: "服务器的文件夹中出现新文件、且文件写完之后触发",
    en: "Fires for files that appear in a folder of the server, once they are written to their end",
  },
  config: Folder,
  describe: ({ folder, pattern }) => ({
    zh: `文件夹 ${folder} 中出现 ${pattern} 时`,
    en: `When ${pattern} appears in ${folder}`,
  }),
  everyMs: ({ every }) => durationMs(every),
  poll,
});

async function poll(ctx: FeedContext, config: Folder, cursor: unknown): Promise<Polled> {
  const folder = await ctx.pathOf(config.folder);
  const { files, unnamed } = await listFiles(folder, {
    pattern: config.pattern,
    subfolders: config.subfolders,
    most: MOST_FILES,
    signal: ctx.signal,
  });
  if (files.length > MOST_FILES) {
    const message = `There are more than ${MOST_FILES} files in ${config.folder}. Move those away that are done.`;
    throw new ActionFailure(message, { class: "config", code: "FOLDER_TOO_FULL" });
  }
  for (const name of unnamed) {
    const message = `The name of a file in ${config.folder} is not UTF-8, so that nobody could open it.`;
    await ctx.unreadable(name, [{ path: "", message, remedy: "Rename the file; then it counts as a new one." }]);
  }
  const before = FolderCursor.safeParse(cursor).data;
  const look = { files, now: ctx.now.getTime(), apartMs: durationMs(config.every), existing: config.existing };
  const { complete, cursor: after, more } = lookAtFiles(look, before);
  return {
    events: complete.map((file) => ({
      source: `folder:${config.folder}`,
      id: `${file.name}@${file.modifiedMs}:${file.size}`,
      type: config.type,
      subject: file.name,
      occurredAt: new Date(file.modifiedMs),
      data: {
        path: `${folder}/${file.name}`,
        name: file.name.split("/").at(-1),
        size: file.size,
        modifiedAt: new Date(file.modifiedMs).toISOString(),
      },
    })),
    cursor: after,
    more,
  };
}
