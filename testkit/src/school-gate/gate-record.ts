/** One pass of one student through a door, in the words of the gate system. Other fields that the real system sends are left out. */
export interface GateRecord {
  /** 学号 */
  readonly userId: string;
  readonly userName: string;
  readonly roomName: string;
  /** Local time of the campus, `YYYY-MM-DD HH:MM:SS`. */
  readonly passTimeText: string;
  /** Full name of the college. */
  readonly schoolInstituteName: string;
  readonly grade: string;
  /** 本科生, 研究生, another text, or empty. */
  readonly studentType: string;
}

/** What the gate system knows, by building code ("1" to "20"). */
export type GateRecords = Record<string, GateRecord[]>;
