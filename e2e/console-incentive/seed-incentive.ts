import type { CallApi } from "../support/call-api.ts";

/** A campaign in use, of May 2025 in Beijing. */
export const CAMPAIGN = "BJ-2025-05";

const people = [
  ["李青", "顺达"],
  ["王安", "顺达"],
  ["陈放", "恒家"],
  ["赵宁", "恒家"],
  ["孙越", "安居"],
  ["周舟", "安居"],
] as const;

/** A contract as its source tells it, with what a test wants to be otherwise. */
function contract(n: number, change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  // Some people sign more than others, so that a ranking has an order.
  const [housekeeper, provider] = people[[0, 1, 0, 2, 0, 1, 3, 2, 4, 1, 0, 5][n % 12] ?? 0] ?? people[0];
  const yuan = 4_000 + ((n * 7_919) % 13_000);
  const day = 1 + ((Math.floor(n * 0.42) + ((n * n) % 4)) % 31);
  return {
    _id: `c-${n}`,
    province: "110000",
    serviceAppointmentNum: `GD-2025-${1_000 + n}`,
    serviceHousekeeper: housekeeper,
    contractdocNum: `YHWX-BJ-2025-${String(n).padStart(4, "0")}`,
    adjustRefundMoney: yuan,
    paidAmount: Math.round(yuan / 2),
    orgName: provider,
    signedDate: `2025-05-${String(day).padStart(2, "0")}T10:00:00.000+08:00`,
    conversion: "0.35",
    ...change,
  };
}

const COUNT = 72;

/**
 * A ledger of two campaigns: 72 contracts in Beijing, two rows that could not be taken, one contract that its source tells
 * otherwise, a corrected one, and a closed month.
 */
export async function seedIncentive(api: CallApi): Promise<void> {
  const path = `/v1/incentives/campaigns/${CAMPAIGN}`;
  await api("POST", `${path}/install`, { revision: "2025-05" });
  await api("POST", "/v1/incentives/campaigns/SH-2025-09/install", {});
  const rows = Array.from({ length: COUNT }, (_, n) => contract(n + 1));
  rows.sort((a, b) => String(a["signedDate"]).localeCompare(String(b["signedDate"])));
  await api("POST", `${path}/runs`, {
    source: "Metabase 卡片 1693",
    rows: [
      ...rows,
      contract(901, { adjustRefundMoney: "-500" }),
      contract(902, { signedDate: "2025-07-01T10:00:00.000+08:00" }),
    ],
  });
  await api("POST", `${path}/runs`, {
    source: "Metabase 卡片 1693",
    rows: [contract(5, { adjustRefundMoney: 9_000 })],
  });
  await api("POST", `${path}/corrections`, { contract: "c-7", amountFen: 1_500_000, reason: "合同金额录入有误" });
  await api("PUT", `${path}/settlements/2025-04`);
  await api("POST", "/v1/incentives/campaigns/SH-2025-09/runs", {
    source: "上海 9 月.csv",
    rows: [1, 2, 3, 4].map((n) =>
      contract(n, {
        _id: `sh-${n}`,
        province: "310000",
        serviceHousekeeper: "林溪",
        orgName: "沪安",
        contractdocNum: `YHWX-SH-2025-${n}`,
        signedDate: `2025-09-0${n}T10:00:00.000+08:00`,
        sourceType: n === 4 ? "1" : "2",
        projectAddress: `宁波路 ${n} 号`,
      }),
    ),
  });
}
