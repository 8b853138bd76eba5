import { expect, test } from "vitest";
import { generateNight } from "../../src/school-gate/generate-night.ts";
import { startSchoolGate } from "../../src/school-gate/start-school-gate.ts";
import { get, getList, listOf, listUrl, login } from "./gate-client.ts";
import type { GateRecord } from "../../src/school-gate/gate-record.ts";

function record(passTimeText: string): GateRecord {
  const person = { userId: "2024000001", userName: "学生01", roomName: "301" };
  return { ...person, passTimeText, schoolInstituteName: "理学院", grade: "2024", studentType: "本科生" };
}

test("the list gives the total and one page of the building's records, and pages add up to all of them", async () => {
  const records = generateNight({ buildings: ["4", "5"], date: "2026-02-15", perBuilding: 45 });
  await using gate = await startSchoolGate({ records });
  const sid = await login(gate);
  const seen: unknown[] = [];
  for (const offset of ["0", "20", "40"]) {
    const { total, rows } = await listOf(getList(gate, sid, { offset }));
    expect(total).toBe(45);
    seen.push(...rows);
  }
  expect(seen).toEqual(records["4"]?.map((row) => expect.objectContaining(row)));
});

test("the window includes both its ends and nothing else", async () => {
  const times = ["2026-02-15 23:19:59", "2026-02-15 23:20:00", "2026-02-16 05:30:00", "2026-02-16 05:30:01"];
  await using gate = await startSchoolGate({ records: { "4": times.map(record) } });
  const { rows } = await listOf(getList(gate, await login(gate)));
  expect(rows.map((row) => row.passTimeText)).toEqual(times.slice(1, 3));
});

test("a window that ends before it begins is a valid empty answer", async () => {
  await using gate = await startSchoolGate({ records: { "4": [record("2026-02-15 23:30:00")] } });
  const answer = await getList(gate, await login(gate), { endTime: "2026-02-10 05:30:00" });
  expect(await answer.json()).toEqual({ total: 0, rows: [] });
});

test("a page limit gives fewer rows than were asked for", async () => {
  await using gate = await startSchoolGate({
    records: { "4": Array(30).fill(record("2026-02-15 23:30:00")) },
    pageLimit: 10,
  });
  const { total, rows } = await listOf(getList(gate, await login(gate)));
  expect([total, rows.length]).toEqual([30, 10]);
});

test("a list request without a session leads to the login page", async () => {
  await using gate = await startSchoolGate();
  const answer = await getList(gate, "unknown");
  expect(answer.status).toBe(302);
  expect(answer.headers.get("location")).toContain("/cas/login?service=");
});

test.each([
  [{ keyWords: undefined }, /^keyWords/],
  [{ grade: "2024" }, /^grade/],
  [{ pageNumber: "1" }, /pageNumber/],
  [{ limit: "0" }, /^limit/],
  [{ offset: "" }, /^offset/],
  [{ campusId: "other" }, /^campusId/],
  [{ beginTime: "2026-02-15T23:20:00" }, /^beginTime/],
  [{ buildingId: "4" }, /^buildingId/],
  [
    { building: "4", buildingGroupId: "5760ba66b341e2bb968ea7b990fa873d" },
    /^buildingGroupId: building 4 belongs to 中院/,
  ],
])("a query that the real front end would not send is answered with 400 and recorded: %o", async (changes, problem) => {
  await using gate = await startSchoolGate();
  const answer = await getList(gate, await login(gate), changes);
  expect(answer.status).toBe(400);
  expect((await listOf(answer)).problems).toEqual([expect.stringMatching(problem)]);
  expect(gate.requests.at(-1)).toMatchObject({ status: 400, problems: [expect.stringMatching(problem)] });
});

test("a parameter that is sent twice is refused", async () => {
  await using gate = await startSchoolGate();
  const headers = {
    cookie: `sid=${await login(gate)}`,
    referer: `${gate.url}/index`,
    "x-requested-with": "XMLHttpRequest",
  };
  const answer = await get(`${listUrl(gate)}&offset=0`, headers);
  expect((await listOf(answer)).problems).toEqual(["offset: is sent twice"]);
});

test("a request without the headers of the front end is refused", async () => {
  await using gate = await startSchoolGate();
  const answer = await getList(gate, await login(gate), {}, { referer: "", "x-requested-with": "" });
  expect(answer.status).toBe(400);
  expect((await listOf(answer)).problems).toEqual([
    expect.stringMatching(/^X-Requested-With/),
    expect.stringMatching(/^Referer/),
  ]);
});

test("the log names path, query, headers, time and status of every request", async () => {
  await using gate = await startSchoolGate();
  await getList(gate, await login(gate), { offset: "20" });
  expect(gate.requests.map(({ method, path, status }) => `${method} ${path} ${status}`)).toEqual([
    "GET /da-roadgate-resident/index 302",
    "GET /cas/login 200",
    "POST /cas/login 302",
    "GET /da-roadgate-resident/index 302",
    "GET /da-roadgate-resident/inout/inout_record/get_inout_list_paged_json 200",
  ]);
  expect(gate.requests.at(-1)).toMatchObject({
    query: { offset: "20" },
    headers: { referer: `${gate.url}/index` },
    problems: [],
  });
  expect(gate.requests.at(-1)?.at).toBeInstanceOf(Date);
});

test("invented nights have the same records whenever they are asked for, and other ones on another night", async () => {
  await using gate = await startSchoolGate({ inventedNights: { perBuilding: 6 } });
  const sid = await login(gate);
  const nightOf = (begin: string, end: string) =>
    listOf(getList(gate, sid, { beginTime: `${begin} 23:20:00`, endTime: `${end} 05:30:00` }));
  const first = await nightOf("2026-02-15", "2026-02-16");
  expect(first.total).toBe(6);
  expect(await nightOf("2026-02-15", "2026-02-16")).toEqual(first);
  expect((await nightOf("2026-02-16", "2026-02-17")).rows).not.toEqual(first.rows);
  expect((await nightOf("2026-02-13", "2026-02-16")).total).toBe(18);
});
