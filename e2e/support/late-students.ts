import type { GateRecord } from "@belfry/testkit";

/** Somebody who came home at this time, by the clock of the school. */
export function lateStudent(passTimeText: string, change: Partial<GateRecord> = {}): GateRecord {
  return {
    userId: "24021001",
    userName: "张三",
    roomName: "301",
    passTimeText,
    schoolInstituteName: "电子信息与自动化学院",
    grade: "2024",
    studentType: "本科生",
    ...change,
  };
}
