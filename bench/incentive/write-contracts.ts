import { createWriteStream } from "node:fs";
import { once } from "node:events";

const PEOPLE = 5_000;
const HEADER =
  "合同ID(_id),活动城市(province),工单编号(serviceAppointmentNum),Status,管家(serviceHousekeeper),合同编号(contractdocNum),合同金额(adjustRefundMoney),支付金额(paidAmount),差额(difference),State,创建时间(createTime),服务商(orgName),签约时间(signedDate),Doorsill,款项来源类型(tradeIn),转化率(conversion),平均客单价(average),工单类型(sourceType),项目地址(projectAddress)";

/**
 * Writes a CSV of contracts of October 2025, as Metabase gives it: 5,000 people, every fourth order a self-referral, five
 * contracts for every four projects.
 */
export async function writeContracts(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write(`\uFEFF${HEADER}\n`);
  for (let i = 0; i < count; i += 1) {
    // A fixed scramble, so that people, amounts and projects do not run in step.
    const n = Math.imul(i + 1, 2_654_435_761) >>> 0;
    const day = String(1 + (i * 31) / count)
      .split(".")[0]
      ?.padStart(2, "0");
    const amount = ((n % 9_000_000) + 50_000) / 100;
    const line = [
      `68dc${String(i).padStart(9, "0")}${(n % 0xfffff).toString(16)}`,
      "北京",
      `GD202510${String(n % Math.ceil(count * 0.8)).padStart(7, "0")}`,
      "1",
      `管家${n % PEOPLE}`,
      `YHWX-BJ-2025-${i}`,
      amount,
      amount,
      "0",
      "1",
      `2025-10-${day}T09:30:00.000+08:00`,
      `北京某某工程技术有限公司${n % 200}`,
      `2025-10-${day}T10:${String(i % 60).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}.000+08:00`,
      "3",
      "1",
      "0.35",
      "12000.5",
      n % 4 === 0 ? "1" : "2",
      n % 4 === 0 ? `朝阳区某路${n % Math.ceil(count * 0.2)}号` : "",
    ].join(",");
    if (!file.write(`${line}\n`)) await once(file, "drain");
  }
  file.end();
  await once(file, "finish");
}
