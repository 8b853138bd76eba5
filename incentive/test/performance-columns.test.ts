import { evaluate, findCampaign, performanceColumns, performanceRecord, readCampaigns } from "@belfry/incentive";
import { expect, test } from "vitest";
import { contract, contracts } from "./contracts.ts";

const shipped = await readCampaigns();
const source =
  "合同ID(_id),活动城市(province),工单编号(serviceAppointmentNum),Status,管家(serviceHousekeeper),合同编号(contractdocNum),合同金额(adjustRefundMoney),支付金额(paidAmount),差额(difference),State,创建时间(createTime),服务商(orgName),签约时间(signedDate),Doorsill,款项来源类型(tradeIn),转化率(conversion),平均客单价(average)";
const figures =
  "活动期内第几个合同,管家累计金额,管家累计单数,奖金池,计入业绩金额,激活奖励状态,奖励类型,奖励名称,是否发送通知,备注,登记时间";
const orderTypes =
  "管家ID,工单类型,客户联系地址(contactsAddress),项目地址(projectAddress),平台单累计数量,平台单累计金额,自引单累计数量,自引单累计金额";

test.each([
  ["BJ-2025-05@2025-05", `活动编号,${source},${figures}`],
  ["SH-2025-09@2025-09", `活动编号,${source},${figures},${orderTypes}`],
  ["BJ-2025-09@2025-09", `活动编号,${source},${figures},是否历史合同,合同类型说明,管家累计业绩金额`],
])("%s has the columns that its program wrote", (name, columns) => {
  expect(performanceColumns(findCampaign(shipped, name)).join(",")).toBe(columns);
});

test("a record has its columns, amounts without commas and pools with four decimals", () => {
  const campaign = findCampaign(shipped, "SH-2025-04@2025-04");
  const list = contracts(1, () => ({
    amountFen: 1_000_090,
    paidFen: 50,
    city: "上海",
    conversion: "0.35",
    columns: { Status: "1", "管家ID(serviceHousekeeperId)": "h-7" },
  }));
  const [row] = evaluate(campaign, undefined, list).rows;
  if (row === undefined) throw new Error("No row came.");
  const record = performanceRecord(row, { recordedOn: "2025-04-02" });
  expect(record).toMatchObject({
    活动编号: "SH-2025-04",
    "合同ID(_id)": "c1",
    "活动城市(province)": "上海",
    Status: "1",
    "合同金额(adjustRefundMoney)": "10000.9",
    "支付金额(paidAmount)": "0.5",
    活动期内第几个合同: 1,
    管家累计金额: "10000",
    奖金池: "20.0018",
    计入业绩金额: "10000",
    激活奖励状态: 0,
    奖励名称: "",
    是否发送通知: "N",
    备注: "距离达成节节高奖励条件还需 4 单",
    登记时间: "2025-04-02",
    管家ID: "h-7",
    工单类型: "平台单",
    是否历史合同: "N",
  });
});

test("a historical contract is marked in its record", () => {
  const campaign = findCampaign(shipped, "BJ-2025-09@2025-09");
  const [row] = evaluate(campaign, undefined, [contract("c1", { historicalNumber: "OLD-1" })]).rows;
  if (row === undefined) throw new Error("No row came.");
  expect(performanceRecord(row, { recordedOn: "2025-09-02" })).toMatchObject({
    活动期内第几个合同: 0,
    是否历史合同: "Y",
    合同类型说明: "历史合同",
    "历史合同编号(pcContractdocNum)": "OLD-1",
  });
});
