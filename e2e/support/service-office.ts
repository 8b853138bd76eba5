/** What is around the jobs of examples/signing-incentive: the questions of Metabase and the groups of WeCom. */
import { readFile } from "node:fs/promises";
import {
  metabaseUser,
  startLoopbackServer,
  startMetabase,
  startWecomFake,
  type Metabase,
  type WecomFake,
} from "@belfry/testkit";
import { parse, parseAllDocuments } from "yaml";
import type { CallApi } from "./call-api.ts";

const EXAMPLE = new URL("../../examples/signing-incentive/", import.meta.url);
const read = (name: string) => readFile(new URL(name, EXAMPLE), "utf8");

export type Question = "technicianStatus" | "contactTimeout" | "sla" | "pendingOrders";
type Rows = readonly (readonly unknown[])[];

export interface OfficeOptions {
  /** Each provider and its group. */
  readonly providers: Readonly<Record<string, string>>;
  readonly defaultGroup: string;
  /** Variables of the example that are different. @default none */
  readonly variables?: Readonly<Record<string, object>>;
}

/** One request to a robot, whatever WeCom said to it. */
export interface RobotPost {
  readonly group: string;
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The text of a text message; empty for others. */
  readonly text: string;
}

export interface Office extends AsyncDisposable {
  readonly options: OfficeOptions;
  readonly metabase: Metabase;
  readonly wecom: WecomFake;
  /** Where the robots are: before the WeCom, so that it can be broken. */
  readonly wecomUrl: string;
  /** `host:port` of what rules call. */
  readonly hosts: readonly string[];
  readonly posts: readonly RobotPost[];
  /** What a question gives from now on. */
  answer(question: Question, rows: Rows): void;
  /** From now on WeCom answers with this status; with anything but 200 it says that it is busy, and takes nothing. */
  answerRobots(status: number): void;
}

/** Names of the columns as the questions have them; the rules go by their places. */
const columns: Readonly<Record<Question, readonly string[]>> = {
  technicianStatus: ["_id", "updateTime", "name", "orgName", "type", "updateContent"],
  contactTimeout: ["orderNum", "orgName", "supervisorName", "createTime", "status"],
  sla: "_id,sid,saCreateTime,orderNum,province,orgName,supervisorName,sourceType,status,msg,memo,workType,createTime".split(
    ",",
  ),
  pendingOrders: ["orderNum", "customerName", "address", "supervisorName", "createTime", "orgName", "status"],
};

export async function startOffice(options: OfficeOptions): Promise<Office> {
  await using stack = new AsyncDisposableStack();
  const answers = new Map<Question, Rows>();
  const { cards } = await variablesOf(options);
  const questions = Object.entries(columns) as [Question, readonly string[]][];
  const metabase = stack.use(
    await startMetabase(
      questions.map(([question, names]) => ({
        id: (cards as Record<Question, number>)[question],
        columns: names.map((name) => ({ name, displayName: name })),
        rows: () => answers.get(question) ?? [],
      })),
    ),
  );
  const groups = [...new Set([...Object.values(options.providers), options.defaultGroup])];
  const wecom = stack.use(
    await startWecomFake({ robots: groups.map((group) => ({ group, key: keyOf(groups, group) })) }),
  );
  const posts: RobotPost[] = [];
  let status = 200;
  const front = stack.use(
    await startLoopbackServer(async (request, response) => {
      const body = JSON.parse(request.body) as Record<string, unknown>;
      const group = groups.find((one) => keyOf(groups, one) === request.query.get("key")) ?? "";
      const text = (body["text"] as { readonly content?: string } | undefined)?.content ?? "";
      posts.push({ group, status, body, text });
      if (status !== 200) {
        response.writeHead(status).end(JSON.stringify({ errcode: -1, errmsg: "system busy" }));
        return;
      }
      const answer = await fetch(`${wecom.url}${request.path}`, { method: "POST", body: request.body });
      response.writeHead(answer.status).end(await answer.text());
    }),
  );
  const open = stack.move();
  return {
    options,
    metabase,
    wecom,
    wecomUrl: front.url,
    hosts: [metabase.url, front.url].map((url) => new URL(url).host),
    posts,
    answer: (question, rows) => void answers.set(question, rows),
    answerRobots: (next) => void (status = next),
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

const keyOf = (groups: readonly string[], group: string) => `robot-${groups.indexOf(group)}`;

async function variablesOf({ providers, defaultGroup, variables = {} }: OfficeOptions) {
  const { variables: shipped } = parse(await read("variables.yaml")) as { variables: Record<string, object> };
  const changed = Object.entries(variables).map(([name, value]) => [name, { ...shipped[name], ...value }] as const);
  return { ...shipped, ...Object.fromEntries(changed), providers, defaultGroup } as Record<string, unknown>;
}

/** Installs the example as its README says, with these groups instead of those it ships. */
export async function installServiceJobs(
  api: CallApi,
  office: Office,
  { scheduled = false }: { readonly scheduled?: boolean } = {},
): Promise<void> {
  const { options, metabase, wecomUrl } = office;
  const groups = [...new Set([...Object.values(options.providers), options.defaultGroup])];
  for (const table of ["technician-changes", "sla-violations", "pending-orders"])
    await api("PUT", `/v1/records/${table}`, {});
  const secrets = { metabaseUser: metabaseUser.username, metabasePassword: metabaseUser.password };
  for (const [name, value] of Object.entries(secrets)) await api("PUT", `/v1/secrets/${name}`, { value });
  await api("PATCH", "/v1/variables", {
    values: { ...(await variablesOf(options)), metabase: { url: metabase.url } },
  });
  for (const [place, group] of groups.entries()) {
    await api("PUT", `/v1/secrets/robot${place}`, { value: keyOf(groups, group) });
    await api("PUT", `/v1/accounts/wecom/robot-${place}`, {
      config: { group, baseUrl: wecomUrl, key: { $secret: `robot${place}` } },
    });
  }
  for (const document of parseAllDocuments(await read("jobs.yaml"))) {
    const rule = document.toJS() as { readonly rule: string };
    // By hand alone, unless the clock is what is tested.
    await api("PUT", `/v1/rules/${rule.rule}`, scheduled ? rule : { ...rule, triggers: [] });
    await api("POST", `/v1/rules/${rule.rule}/enable`);
  }
}
