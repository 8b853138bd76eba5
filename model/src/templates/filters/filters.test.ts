import { describe, expect, test } from "vitest";
import { compileTemplate } from "../compile-template.ts";
import { renderTemplate } from "../render-template.ts";

const now = "2026-11-21T10:30:00+08:00";

function render(source: string, values: Readonly<Record<string, unknown>> = {}): string {
  return renderTemplate(compileTemplate(source, { escape: "none" }), { now, ...values });
}

describe("amounts in Chinese, as they are written on cheques", () => {
  test.each<[unknown, string]>([
    ["10203.5", "壹万零贰佰零叁元伍角整"],
    [10203.5, "壹万零贰佰零叁元伍角整"],
    [0, "零元整"],
    ["0.00", "零元整"],
    ["-0", "零元整"],
    ["0.05", "伍分"],
    ["0.50", "伍角整"],
    ["0.55", "伍角伍分"],
    ["1.05", "壹元零伍分"],
    ["1.50", "壹元伍角整"],
    ["10", "壹拾元整"],
    ["-1234.56", "负壹仟贰佰叁拾肆元伍角陆分"],
    ["1,000,000.00", "壹佰万元整"],
    ["100010000", "壹亿零壹万元整"],
    ["100000001", "壹亿零壹元整"],
    ["10000.05", "壹万元零伍分"],
    ["9,999,999,999,999.99", "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"],
    ["1000000000000", "壹万亿元整"],
  ])("%j is %s", (value, text) => expect(render("{{ v | rmb_upper }}", { v: value })).toBe(text));

  test.each<[unknown, string]>([
    [0.1 + 0.2, "parts of a fen"],
    ["0.001", "parts of a fen"],
    ["10000000000000", "larger than 9,999,999,999,999.99"],
    ["1e3", "is not a decimal number"],
    ["一百", "is not a decimal number"],
    [[1], "is not a decimal number"],
  ])("%j is refused", (value, reason) => expect(() => render("{{ v | rmb_upper }}", { v: value })).toThrow(reason));
});

describe("filters", () => {
  test.each<[string, unknown, string]>([
    ["cn_number", 0, "零"],
    ["cn_number", 10, "十"],
    ["cn_number", 15, "十五"],
    ["cn_number", 110, "一百一十"],
    ["cn_number", 1005, "一千零五"],
    ["cn_number", 100_000, "十万"],
    ["cn_number", "-3.14", "负三点一四"],
    ["cn_date", now, "2026年11月21日"],
    ["cn_date: 'full'", now, "二〇二六年十一月二十一日"],
    ["cn_weekday", now, "周六"],
    ["cn_weekday: '星期'", now, "星期六"],
    ['date: "%Y年%m月%d日 %H:%M"', now, "2026年11月21日 10:30"],
    ["relative_cn", "2026-11-21T10:26:30+08:00", "3分钟前"],
    ["relative_cn", "2026-11-21T10:29:30+08:00", "刚刚"],
    ["relative_cn", "2026-11-21T13:30:00+08:00", "3小时后"],
    ["relative_cn", "2026-11-19", "2天前"],
    ["relative_cn", "2026-01-02", "2026-01-02"],
    ["mask_phone", "13812345678", "138****5678"],
    ["mask_phone", "+86 138 1234 5678", "+86 138****5678"],
    ["mask_phone", "110", "1**"],
    ["mask_id", "110101199001011234", "1101**********1234"],
    ["mask_id", "1234", "1***"],
    ["mask_name", "张三明", "张*明"],
    ["mask_name", "张明", "张*"],
    ["mask_name", "欧阳娜娜", "欧**娜"],
    ["mask_name", "张", "*"],
    ["mask_email", "user@example.com", "u***@example.com"],
    ["mask_email", "u@example.com", "u***@example.com"],
    ["mask_bank", "6222021234567890123", "6222 **** **** 0123"],
    ["mask_bank", "12345", "***45"],
    ["wan", 12_000, "1.2万"],
    ["wan", 9_999, "9999"],
    ["wan", 10_000, "1万"],
    ["wan", "99999999", "1亿"],
    ["wan", 250_000_000, "2.5亿"],
    ["wan: 2", 12_345, "1.23万"],
    ["wan", -12_000, "-1.2万"],
    ["percent", 0.256, "25.6%"],
    ["percent", "1", "100%"],
    ["percent: 0", 0.005, "1%"],
    ["percent", "-0.123456", "-12.35%"],
    ["thousands", "35000.00", "35,000"],
    ["thousands", "10203.50", "10,203.5"],
    ["thousands: 2", "10203.5", "10,203.50"],
    ["thousands: 2", 35_000, "35,000.00"],
    ["thousands: 2", "1.005", "1.01"],
    ["thousands: 0", "1234.5", "1,235"],
    ["thousands: 2", "已封顶", "已封顶"],
    ["truncate_bytes: 9", "晚归名单", "晚归…"],
    ["gender", "M", "男"],
    ["gender", 2, "女"],
    ["gender", "110101199001011234", "男"],
    ["gender", "11010119900101122X", "女"],
    ["gender", "?", "未知"],
    ["gender: '先生', '女士'", "female", "女士"],
    ["default: '无'", "", "无"],
    ["md_escape", "**a** [b](c) <@all>", "\\*\\*a\\*\\* \\[b\\](c) \\<@all\\>"],
  ])("%s of %j gives %s", (filter, value, text) => expect(render(`{{ v | ${filter} }}`, { v: value })).toBe(text));

  test.each(["cn_number", "rmb_upper", "wan", "percent", "mask_phone", "cn_date", "relative_cn", "md_escape"])(
    "%s lets null pass, so that default can follow",
    (filter) => expect(render(`{{ v | ${filter} | default: "–" }}`, { v: null })).toBe("–"),
  );

  test.each([
    ["wecom", "<@zhangsan>"],
    ["dingtalk", "@zhangsan"],
    ["feishu", "<at id=zhangsan></at>"],
    ["email", "@张三"],
  ])("at points at somebody as %s does it", (channel, text) => {
    const template = compileTemplate("{{ 'zhangsan' | at: '张三' }}", { escape: "markdown" });
    expect(renderTemplate(template, { channel })).toBe(text);
  });

  test("at points at nobody whose id could be something else", () => {
    expect(() => render("{{ '<@all>' | at }}")).toThrow("The id to point at");
  });
});
