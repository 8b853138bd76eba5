import { CliError } from "../errors/cli-error.ts";
import { ExitCode } from "../errors/exit-code.ts";
import { formatTable } from "../output/table.ts";
import { readDocument } from "../yaml/read-document.ts";
import { readWholeNumber, withContext, type AddCommand } from "./command.ts";

const AT_ONCE = 10_000;

export const addGridMembers: AddCommand = (parent, host) => {
  parent
    .command("members")
    .description("list the members of a grid")
    .argument("<grid>")
    .option("--only <selection>", "platform=pdd,tm;shop=A")
    .option("--text <text>", "only those one of whose names holds this")
    .option("--removed", "also those that were removed", false)
    .option("--limit <number>", "how many, at most 200", "50")
    .option("--cursor <cursor>", "where the next page begins")
    .action(
      withContext(host, async (context, grid: string, options: MemberOptions) => {
        const page = await (
          await context.client()
        ).grids.members(grid, { ...options, limit: readWholeNumber("--limit", options.limit) });
        const rows = page.items.map(({ member, opensOn, closesOn, removed, attributes }) => [
          Object.values(member).join(" / "),
          opensOn ?? "",
          removed ? "removed" : (closesOn ?? ""),
          JSON.stringify(attributes),
        ]);
        const heads = ["MEMBER", "OPENS", "CLOSES"].map((head) => ({ head }));
        const table = formatTable([...heads, { head: "ATTRIBUTES", flexible: true }], rows, context.width);
        const more = page.nextCursor === null ? "" : `\nMore: --cursor ${page.nextCursor}`;
        context.print(page, rows.length === 0 ? "There are no such members." : table + more);
      }),
    );
};

interface MemberOptions {
  readonly only?: string;
  readonly text?: string;
  readonly removed: boolean;
  readonly limit: string;
  readonly cursor?: string;
}

export const addGridMembersApply: AddCommand = (parent, host) => {
  parent
    .command("members-apply")
    .description(
      "write members of a grid from a YAML or JSON file, a list of { member: { platform, shop }, … }; - reads standard input",
    )
    .argument("<grid>")
    .argument("<file>")
    .option("--merge", "keep days and attributes that are not named", false)
    .option("--replace", "remove the members that are not in the file", false)
    .action(
      withContext(
        host,
        async (context, grid: string, path: string, { merge, replace }: { merge: boolean; replace: boolean }) => {
          const members = membersIn(path, (await readDocument(path, context.stdin)).data);
          if (replace && members.length > AT_ONCE) {
            const remedy = "Write them without --replace, and remove the others by their names.";
            const message = `--replace takes at most ${AT_ONCE} members at once.`;
            throw new CliError("OPTION_INVALID", message, { remedy, exitCode: ExitCode.usage });
          }
          const { grids } = await context.client();
          const sum = { inserted: 0, changed: 0, removed: 0, retired: 0 };
          for (let at = 0; at < members.length || at === 0; at += AT_ONCE) {
            const body = { members: members.slice(at, at + AT_ONCE), merge, replace };
            const counts = await grids.saveMembers(grid, body);
            for (const key of ["inserted", "changed", "removed", "retired"] as const) sum[key] += counts[key];
          }
          const { inserted, changed, removed, retired } = sum;
          const told = `${inserted} new, ${changed} changed, ${removed} removed, ${members.length - inserted - changed} as they were.`;
          context.print(sum, retired === 0 ? told : `${told} ${retired} open cells were retired.`);
        },
      ),
    );
};

export const addGridMembersRemove: AddCommand = (parent, host) => {
  parent
    .command("members-remove")
    .description("remove members of a grid by their names; their open cells retire")
    .argument("<grid>")
    .argument("<member...>", "its value in each dimension: pdd/店铺1")
    .action(
      withContext(host, async (context, grid: string, given: string[]) => {
        const { grids } = await context.client();
        const { dimensions } = (await grids.get(grid)).definition as { readonly dimensions: { dimension: string }[] };
        const names = dimensions.map(({ dimension }) => dimension);
        const members = given.map((member) => {
          const values = member.split("/").map((value) => value.trim());
          if (values.length === names.length)
            return Object.fromEntries(names.map((name, i) => [name, values[i] ?? ""]));
          const remedy = `Write it like ${names.join("/")}.`;
          throw new CliError("OPTION_INVALID", `"${member}" names no member.`, { remedy, exitCode: ExitCode.usage });
        });
        const counts = await grids.removeMembers(grid, members);
        context.print(counts, `${counts.removed} removed; ${counts.retired} open cells were retired.`);
      }),
    );
};

type Written = { readonly member: Record<string, string> };

const isMember = (entry: unknown): entry is Written =>
  typeof entry === "object" && entry !== null && "member" in entry && typeof entry.member === "object";

function membersIn(path: string, data: unknown): Written[] {
  if (Array.isArray(data) && data.every(isMember)) return data;
  const remedy =
    "Write a list: - member: { platform: pdd, shop: A }, each with opensOn, closesOn and attributes where there are some.";
  throw new CliError("FILE_INVALID", `${path} holds no members.`, { remedy, exitCode: ExitCode.refused });
}
