import { seededRandom } from "./seeded-random.ts";
import type { GateRecord } from "./gate-record.ts";

/** Everything of a record that belongs to the person and not to one pass of the door. */
export type InventedStudent = Omit<GateRecord, "passTimeText">;

const surnames = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华魏陶姜";
const givenNameCharacters = "安博晨丹恩帆歌涵嘉可岚铭宁沛琪然书桐文溪雅哲之子悦航颖昊雪川墨亦";

// The first seven have a short name in the shipped configuration. The others have none, so the list must
// shorten them itself; two of those are four characters long, which is where shortening goes wrong.
const colleges = [
  "人工智能学院",
  "理学院",
  "电子信息与自动化学院",
  "经济与管理学院",
  "马克思主义学院",
  "理想学院",
  "外国语学院",
  "生物工程学院",
  "机械工程学院",
  "食品科学与工程学院",
  "海洋与环境学院",
  "化工学院",
  "艺术学院",
] as const;

// Where graduate students live; elsewhere they are the exception.
const graduateBuildings = new Set(["4", "5", "7", "11", "12"]);

/** The person number `index` of a building. The same arguments give the same person, so somebody can be late on many nights. */
export function inventStudent(options: {
  readonly seed: string;
  readonly building: string;
  readonly index: number;
  /** The calendar year in which the academic year of the night began. */
  readonly academicYear: number;
}): InventedStudent {
  const { seed, building, index, academicYear } = options;
  const random = seededRandom(seed, "student", building, index);
  const isGraduate = random.fraction() < (graduateBuildings.has(building) ? 0.75 : 0.05);
  const grade = String(academicYear - random.integer(0, isGraduate ? 2 : 3));
  const given =
    random.character(givenNameCharacters) + (random.fraction() < 0.7 ? random.character(givenNameCharacters) : "");
  return {
    // Building and index make the number unique on the whole campus, however many students are invented.
    userId: `${grade}${building.padStart(2, "0")}${String(index).padStart(4, "0")}`,
    userName: random.character(surnames) + given,
    roomName: `${random.integer(1, 6)}${String(random.integer(1, 32)).padStart(2, "0")}`,
    schoolInstituteName: random.pick(colleges),
    grade,
    studentType: isGraduate ? "研究生" : "本科生",
  };
}
