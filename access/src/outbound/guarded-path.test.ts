import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createGuardedPath } from "./guarded-path.ts";

let root = "";
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), "belfry-folders-")));
  await mkdir(join(root, "in"));
  await mkdir(join(root, "in-side"));
  await writeFile(join(root, "in/data.db"), "");
  await writeFile(join(root, "in-side/data.db"), "");
  await symlink(join(root, "in-side/data.db"), join(root, "in/link.db"));
  await symlink(join(root, "in/data.db"), join(root, "in-side/back.db"));
});
afterAll(() => rm(root, { recursive: true }));

const allowed = (path: string, folders = [join(root, "in"), "/is/not/there"]) => createGuardedPath({ folders })(path);

test("a file in a named folder is given by its real path, also through a link that leads into it", async () => {
  expect(await allowed(join(root, "in/data.db"))).toBe(join(root, "in/data.db"));
  expect(await allowed(join(root, "in-side/back.db"))).toBe(join(root, "in/data.db"));
  expect(await allowed(join(root, "in"))).toBe(join(root, "in"));
});

test.each(["in-side/data.db", "in/link.db", "in/../in-side/data.db", "in-side/nothing.db"])(
  "%s lies outside and is refused",
  async (path) => {
    await expect(allowed(`${root}/${path}`)).rejects.toMatchObject({
      code: "FOLDER_NOT_ALLOWED",
      failureClass: "config",
    });
  },
);

test("without named folders nothing is allowed, and no relative path ever", async () => {
  await expect(allowed(join(root, "in/data.db"), [])).rejects.toMatchObject({ code: "FOLDER_NOT_ALLOWED" });
  await expect(allowed("in/data.db", ["/"])).rejects.toMatchObject({ code: "FOLDER_NOT_ALLOWED" });
});

test("a missing file in a named folder is called missing", async () => {
  await expect(allowed(join(root, "in/missing.db"))).rejects.toMatchObject({ code: "FILE_NOT_FOUND" });
});
