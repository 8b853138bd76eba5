import { expect, test } from "vitest";
import { parseHolidayNotice } from "./parse-holiday-notice.ts";

const notice2026 = `国务院办公厅关于2026年
部分节假日安排的通知
国办发明电〔2025〕7号

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
经国务院批准，现将2026年元旦、春节、清明节、劳动节、端午节、中秋节和国庆节放假调休日期的具体安排通知如下。
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。`;

const notice2024 = `国务院办公厅关于2024年部分节假日安排的通知
一、元旦：1月1日放假，与周末连休。
二、春节：2月10日至17日放假调休，共8天。2月4日（星期日）、2月18日（星期日）上班。鼓励各单位结合带薪年休假等制度落实，安排职工在除夕（2月9日）休息。
三、清明节：4月4日至6日放假调休，共3天。4月7日（星期日）上班。
四、劳动节：5月1日至5日放假调休，共5天。4月28日（星期日）、5月11日（星期六）上班。
五、端午节：6月10日放假，与周末连休。
六、中秋节：9月15日至17日放假调休，共3天。9月14日（星期六）上班。
七、国庆节：10月1日至7日放假调休，共7天。9月29日（星期日）、10月12日（星期六）上班。`;

const datesOf = (text: string, kind: "off" | "work") => {
  const parsed = parseHolidayNotice(text);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.days.filter((day) => day.kind === kind).map(({ date }) => date);
};

test("the notice of 2026 gives 33 days off and 6 days of work, each with its reason", () => {
  expect(datesOf(notice2026, "work")).toEqual([
    "2026-01-04",
    "2026-02-14",
    "2026-02-28",
    "2026-05-09",
    "2026-09-20",
    "2026-10-10",
  ]);
  const off = datesOf(notice2026, "off");
  expect(off).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7);
  expect(off.slice(0, 5)).toEqual(["2026-01-01", "2026-01-02", "2026-01-03", "2026-02-15", "2026-02-16"]);
  const parsed = parseHolidayNotice(notice2026);
  expect(parsed.ok && parsed.days.find(({ date }) => date === "2026-02-14")).toEqual({
    date: "2026-02-14",
    kind: "work",
    name: "春节调休",
  });
});

test("a day that joins a weekend, and advice to take a day off, add nothing else", () => {
  const off = datesOf(notice2024, "off");
  expect(off.filter((date) => date < "2024-02")).toEqual(["2024-01-01"]);
  expect(off).not.toContain("2024-02-09");
  expect(datesOf(notice2024, "work")).toEqual([
    "2024-02-04",
    "2024-02-18",
    "2024-04-07",
    "2024-04-28",
    "2024-05-11",
    "2024-09-14",
    "2024-09-29",
    "2024-10-12",
  ]);
});

test.each([
  ["一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。", 2023, ["2022-12-31", "2023-01-01", "2023-01-02"]],
  ["一、元旦：12月31日至1月2日放假，共3天。", 2023, ["2022-12-31", "2023-01-01", "2023-01-02"]],
  ["一、元旦：1月1日（周三）放假1天，不调休。", 2025, ["2025-01-01"]],
])("%s", (line, year, off) => {
  expect(datesOf(`国务院办公厅关于${year}年部分节假日安排的通知\n${line}`, "off")).toEqual(off);
});

test.each([
  ["一、元旦：1月1日（周三）放假。", "周三"],
  ["一、元旦：1月1日至3日放假，共4天。", "says 4 days and names 3"],
  ["一、元旦：1月1日放假。1月5日上班。", "2026-01-05 is a working day anyway"],
  ["一、元旦：1月1日至4日放假，共4天。1月4日（周日）上班。", "as a holiday and as a working day"],
  ["一、春节：2月30日放假。", "is no date of 2026"],
  ["各省、自治区、直辖市人民政府", "names no holiday"],
])("a text that contradicts itself or the calendar is refused: %s", (line, words) => {
  const parsed = parseHolidayNotice(`国务院办公厅关于2026年部分节假日安排的通知\n${line}`);
  expect(parsed).toMatchObject({ ok: false });
  expect(JSON.stringify(parsed)).toContain(words);
});

test("a text without a year is refused", () => {
  expect(parseHolidayNotice("一、元旦：1月1日放假。")).toMatchObject({ ok: false });
});
