import { expect, test } from "vitest";
import { precedence } from "./precedence.ts";

const record = {
  userId: "2401",
  userName: "张三",
  roomName: "301",
  passTimeText: "2026-02-15 23:50:07",
  grade: "2024",
  studentType: "",
};
const header = ["日期", "学院", "学号", "姓名", "宿舍号", "年级", "培养层次", "晚归时间"];
const columnWidths = { A: 13, B: 16, C: 12, D: 8, E: 14, F: 12, G: 12, H: 16 };

function excel(change: object = {}) {
  return {
    file: "result-files/admin/滨海校区晚归名单2026.2.15.xlsx",
    sheetTitle: "4",
    rows: [header, ["2.15", "理学理学", "2401", "张三", "4-301", "2024", "本科", " 23:50"]],
    style: { horizontal: "center", columnWidths },
    ...change,
  };
}

/** The one entry of the table with this reason. */
function entry(reason: RegExp) {
  const found = precedence.filter((candidate) => reason.test(candidate.reason));
  expect(found).toHaveLength(1);
  return found[0] as (typeof precedence)[number];
}

test("of a file only its name counts", () => {
  expect(entry(/folder/).transform({}, excel())).toEqual(excel({ file: "滨海校区晚归名单2026.2.15.xlsx" }));
});

test("a width of 13 means that none is set, and no other width changes", () => {
  const style = { horizontal: "center", columnWidths: { ...columnWidths, A: null } };
  expect(entry(/13/).transform({}, excel())).toEqual(excel({ style }));
});

test("the leading blank of the time goes, and the widths follow", () => {
  const decided = entry(/leading blank/).transform({}, excel()) as ReturnType<typeof excel>;
  expect(decided.rows[1]?.[7]).toBe("23:50");
  expect(decided.style.columnWidths).toMatchObject({ C: 12, H: 14 });
});

test("a list without any look gets no widths", () => {
  const bare = excel({ style: { horizontal: null, columnWidths: { ...columnWidths, H: null } } });
  expect(entry(/leading blank/).transform({}, bare)).toMatchObject({ style: bare.style });
});

const college = entry(/four or fewer/);

test("a short college name stays as it is, and the order follows", () => {
  const input = {
    instituteMap: {},
    recordsByBuilding: {
      "4": [
        { ...record, schoolInstituteName: "理学" },
        { ...record, userId: "2402", passTimeText: "2026-02-15 23:40:00", schoolInstituteName: "理学院" },
      ],
    },
  };
  const rows = [
    header,
    ["2.15", "理学学院", "2402", "李四", "4-302", "2024", "本科", "23:40"],
    ["2.15", "理学理学", "2401", "张三", "4-301", "2024", "本科", "23:50"],
  ];
  const decided = college.transform(input, excel({ rows })) as ReturnType<typeof excel>;
  expect(decided.rows.slice(1).map((row) => [row[1], row[2]])).toEqual([
    ["理学", "2401"],
    ["理学院", "2402"],
  ]);
  expect(decided.style.columnWidths.B).toBe(10);
});

test.each([
  ["a long name", {}, "电子信息与自动化学院"],
  ["a mapped name", { 理学: "数理" }, "理学"],
])("%s is left as the original shows it", (_name, instituteMap, schoolInstituteName) => {
  const input = { instituteMap, recordsByBuilding: { "4": [{ ...record, schoolInstituteName }] } };
  expect(college.transform(input, excel())).toEqual(excel());
});

test("the subject is the one of the requirement", () => {
  const golden = {
    expectedSeed: { subject: "【公寓晚归】admin - 2026-02-16" },
    expectedImplemented: { subject: "another" },
  };
  expect(entry(/subject/).transform({}, golden)).toEqual({ subject: "【公寓晚归】admin - 2026-02-16" });
});

test("no entry decides by id, description, note or origin", () => {
  const named = { id: "DX-005", description: "college names", note: "note", origin: "original unit test" };
  const input = {
    instituteMap: {},
    recordsByBuilding: { "4": [{ ...record, schoolInstituteName: "理学" }] },
    template: "{{ name }}",
    variables: { name: "<b>" },
    now: "2025-05-12T11:00:00",
    violations: [],
    storedRecords: {},
    runs: [],
  };
  const jobs = { messages: [], storedDates: ["2025-05-12"], runs: [], tasks: [], webhookPosts: [] };
  const expected = { ...excel(), expectedSeed: { subject: "s" }, ok: true, result: "<b>", ...jobs };
  for (const candidate of precedence) {
    // A property that is asked for at all would throw.
    const guarded = (value: object) =>
      new Proxy(value, {
        get(target, key, receiver) {
          if (typeof key === "string" && key in named) throw new Error(`An entry reads "${key}".`);
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
    const seen = candidate.transform(guarded({ ...named, ...input }), guarded(expected));
    expect(JSON.stringify(seen)).toBe(JSON.stringify(candidate.transform(input, expected)));
  }
});
