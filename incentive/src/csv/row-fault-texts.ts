/**
 * What can be wrong with a row: by its code, what it is and what to do. The values stand in braces; whoever shows a row in
 * another language has texts of their own for these codes.
 */
export const rowFaultTexts = {
  wrongLength: [
    "The row has {values} values and the header {columns}.",
    "Put values that hold a comma or a line break into quotes.",
  ],
  missing: ["The value is missing.", "Fill it in at the source."],
  duplicate: ["The contract {contract} stands in row {row} already.", "Keep one of the rows; the first one was taken."],
  duplicateDiffers: [
    "The contract {contract} stands in row {row} already, there with {first} yuan and here with {second}.",
    "Keep the row that is right; the first one was taken. If that was the wrong one, correct the contract with a reason.",
  ],
  notANumber: ["The amount is no number.", "Write it in yuan, without commas and units: 30548.8."],
  notAnOrderType: ["The order type is no whole number.", "1 is a self-referral; leave it blank for a platform order."],
  negative: ["The amount is negative.", "A contract that was withdrawn is a correction; take the row out."],
  tooManyDecimals: ["The amount has more than two decimals.", "Round it to fen at the source."],
  notADate: ["It is no date.", "Write it like 2025-05-02 or 2025-05-02T10:00:00+08:00."],
  outsidePeriod: [
    "The contract is of {day}, and the period of {campaign} is {period}.",
    "Evaluate it under the campaign of its month, or correct the date.",
  ],
  monthClosed: [
    "The books of {month} are closed.",
    "Have it signed into an open month at its source, or open the month again before it is run.",
  ],
} as const satisfies Readonly<Record<string, readonly [message: string, remedy: string]>>;
export type RowFaultCode = keyof typeof rowFaultTexts;
