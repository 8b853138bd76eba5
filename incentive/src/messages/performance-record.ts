/** A row of the performance list by its Chinese columns, as files and older systems hold it. */
export type PerformanceRecord = Readonly<Record<string, string | number | null | undefined>>;

/** The columns that messages read; the same names stand in the performance list. */
export const column = {
  activity: "活动编号",
  contractId: "合同ID(_id)",
  city: "活动城市(province)",
  project: "工单编号(serviceAppointmentNum)",
  housekeeper: "管家(serviceHousekeeper)",
  number: "合同编号(contractdocNum)",
  amount: "合同金额(adjustRefundMoney)",
  paid: "支付金额(paidAmount)",
  provider: "服务商(orgName)",
  signedAt: "签约时间(signedDate)",
  conversion: "转化率(conversion)",
  sourceType: "工单类型(sourceType)",
  address: "项目地址(projectAddress)",
  historicalNumber: "历史合同编号(pcContractdocNum)",
  sequence: "活动期内第几个合同",
  total: "管家累计金额",
  count: "管家累计单数",
  pool: "奖金池",
  performance: "计入业绩金额",
  activated: "激活奖励状态",
  rewardTypes: "奖励类型",
  rewardNames: "奖励名称",
  notified: "是否发送通知",
  remark: "备注",
  recordedAt: "登记时间",
  housekeeperId: "管家ID",
  orderType: "工单类型",
  platformCount: "平台单累计数量",
  platformTotal: "平台单累计金额",
  selfReferralCount: "自引单累计数量",
  selfReferralTotal: "自引单累计金额",
  historical: "是否历史合同",
  contractKind: "合同类型说明",
  cumulative: "管家累计业绩金额",
} as const;

/** The value of a column as a text; empty where there is none. */
export function textOf(record: PerformanceRecord, name: string): string {
  const value = record[name];
  return value === null || value === undefined ? "" : String(value);
}
