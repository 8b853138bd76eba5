/** `selfReferral`: 自引单, brought along by the person; everything else is a platform order, 平台单. */
export type OrderType = "platform" | "selfReferral";

/** One signed contract as a source tells it. Amounts are whole fen. */
export interface Contract {
  /** 合同ID(_id): by it a contract is known; it counts once in a campaign. */
  readonly id: string;
  /** 活动城市(province) */
  readonly city?: string;
  /** 工单编号(serviceAppointmentNum): the project, which caps look at. */
  readonly project: string;
  /** 管家(serviceHousekeeper) */
  readonly housekeeper: string;
  /** 服务商(orgName) */
  readonly provider: string;
  /** 合同编号(contractdocNum): the number that is printed on it. */
  readonly number: string;
  /** 合同金额(adjustRefundMoney) */
  readonly amountFen: number;
  /** 支付金额(paidAmount) */
  readonly paidFen?: number;
  /** 工单类型(sourceType); one without is a platform order. */
  readonly sourceType?: number;
  /** 项目地址(projectAddress) */
  readonly address?: string;
  /** 历史合同编号(pcContractdocNum): blank for a new contract, undefined where the source has no such column. */
  readonly historicalNumber?: string;
  /** 计入业绩金额 of the source, for campaigns that take it from there; without it the amount counts. */
  readonly sourcePerformanceFen?: number;
  /** 转化率(conversion), as the source writes it. */
  readonly conversion?: string;
  /** 签约时间(signedDate), as the source writes it. */
  readonly signedAt?: string;
  /** Every other column, as the source writes it, by its Chinese name. */
  readonly columns?: Readonly<Record<string, string>>;
}

/** 1 is a self-referral; every other number, and none, is a platform order. */
export function orderTypeOf({ sourceType }: Pick<Contract, "sourceType">): OrderType {
  return sourceType === 1 ? "selfReferral" : "platform";
}
