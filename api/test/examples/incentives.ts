import type { Writer } from "./writer.ts";

/** A campaign in use with contracts, one of which its source tells otherwise, and a row that could not be taken. */
export async function fillIncentives({ call }: Writer): Promise<void> {
  const campaign = "/v1/incentives/campaigns/BJ-2025-05";
  await call("POST", `${campaign}/install`, { revision: "2025-05" });
  const six = [1, 2, 4, 5, 6, 7].map((n) => contract(n, n * 10_000));
  await call("POST", `${campaign}/runs`, {
    source: "metabase card 1693",
    rows: [...six, contract(8, 1, "2025-07-01")],
  });
  await call("POST", `${campaign}/runs`, { source: "metabase card 1693", rows: [contract(1, 12_000)] });
  await call("PUT", `${campaign}/settlements/2025-04`);
}

const contract = (n: number, yuan: number, day = "2025-05-02") => ({
  _id: `c-${n}`,
  province: "110000",
  serviceAppointmentNum: `GD-${n}`,
  serviceHousekeeper: n === 2 ? "王安" : "李青",
  contractdocNum: `YHWX-${n}`,
  adjustRefundMoney: yuan,
  paidAmount: yuan,
  orgName: "顺达",
  signedDate: `${day}T10:00:00.000+08:00`,
  conversion: "0.5",
});
