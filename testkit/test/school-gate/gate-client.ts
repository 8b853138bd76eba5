import { z } from "zod";
import { gateBuildings, gateCampusId } from "../../src/school-gate/gate-buildings.ts";
import type { GateRecord } from "../../src/school-gate/gate-record.ts";
import type { SchoolGate } from "../../src/school-gate/start-school-gate.ts";

/** What a client has to know of a gate, which may run in another process. */
type GateAccess = Pick<SchoolGate, "url" | "username" | "password">;

/** Follows no redirect by itself, so that a test sees each step. */
export function get(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(url, { redirect: "manual", headers });
}

/** Opens the index page and follows it to the login form; gives the page, its hidden fields and where to post them. */
export async function openLoginForm(
  gate: GateAccess,
): Promise<{ html: string; action: string; fields: URLSearchParams }> {
  const away = await get(`${gate.url}/index`);
  const html = await (await get(away.headers.get("location") ?? "")).text();
  const action = /<form[^>]* action="([^"]*)"/.exec(html)?.[1]?.replaceAll("&#38;", "&") ?? "";
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)) {
    fields.set(name, value);
  }
  return { html, action: new URL(action, gate.url).href, fields };
}

export async function submitLogin(
  gate: GateAccess,
  credentials: { username: string; password: string },
): Promise<Response> {
  const { action, fields } = await openLoginForm(gate);
  fields.set("username", credentials.username);
  fields.set("password", credentials.password);
  return fetch(action, { method: "POST", body: fields, redirect: "manual" });
}

/** Logs in the whole way and gives the value of the first cookie, as the browser-driven predecessor took it. */
export async function login(gate: GateAccess): Promise<string> {
  const toTicket = await submitLogin(gate, gate);
  const withCookie = await get(toTicket.headers.get("location") ?? "");
  return withCookie.headers.getSetCookie()[0]?.split(";")[0]?.replace("sid=", "") ?? "";
}

const emptyFilters =
  "studentTypeSearch schoolInstituteNameSearch schoolMajorNameSearch schoolClassNameSearch gradeSearch studentType schoolInstituteName grade schoolClassName keyWords passDirection".split(
    " ",
  );

/** The query of the real front end, changed where a test wants to. */
export function listUrl(
  gate: GateAccess,
  changes: Record<string, string | undefined> & { building?: string } = {},
): string {
  const { building: code = "4", ...others } = changes;
  const building = gateBuildings.find((candidate) => candidate.code === code);
  const parameters: Record<string, string | undefined> = {
    offset: "0",
    limit: "20",
    ...Object.fromEntries(emptyFilters.map((name) => [name, ""])),
    campusId: gateCampusId,
    buildingGroupId: building?.buildingGroupId,
    buildingId: building?.buildingId,
    beginTime: "2026-02-15 23:20:00",
    endTime: "2026-02-16 05:30:00",
    ...others,
  };
  const sent = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${gate.url}/inout/inout_record/get_inout_list_paged_json?${new URLSearchParams(sent).toString()}`;
}

export function getList(
  gate: GateAccess,
  sid: string,
  changes: Parameters<typeof listUrl>[1] = {},
  headers: Record<string, string> = {},
): Promise<Response> {
  return get(listUrl(gate, changes), {
    cookie: `sid=${sid}`,
    referer: `${gate.url}/index`,
    "x-requested-with": "XMLHttpRequest",
    ...headers,
  });
}

const ListAnswer = z.object({
  total: z.number().optional(),
  rows: z.array(z.custom<GateRecord>()).default([]),
  problems: z.array(z.string()).default([]),
});

/** The body of a list answer; which of its fields are there is what tests look at. */
export async function listOf(answer: Response | Promise<Response>): Promise<z.infer<typeof ListAnswer>> {
  return ListAnswer.parse(await (await answer).json());
}
