/** A row that cannot be taken, and what to do about it. The rest of the file goes on. */
export interface RowFault {
  /** The row as a spreadsheet counts it: the header is row 1. */
  readonly row: number;
  /** The column by its name in the file; undefined: the row as a whole. */
  readonly column?: string;
  /** What stands there. */
  readonly value?: string;
  /** 合同ID(_id), where it could be read. */
  readonly contractId?: string;
  readonly code:
    | "wrongLength"
    | "missing"
    | "duplicate"
    | "notANumber"
    | "negative"
    | "tooManyDecimals"
    | "notADate"
    | "outsidePeriod";
  readonly message: string;
  readonly remedy: string;
}
