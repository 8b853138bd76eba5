import { formatInZone } from "../../time/format-in-zone.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Further away a date says more than a number of days. */
const MOST_DAYS = 30;

/** `3分钟前`, `2小时后`; less than a minute is 刚刚, more than thirty days a date. */
export function relativeCn(moment: Date, now: Date, zone: string): string {
  const difference = now.getTime() - moment.getTime();
  const [distance, side] = [Math.abs(difference), difference >= 0 ? "前" : "后"];
  if (distance < MINUTE) return difference >= 0 ? "刚刚" : "马上";
  if (distance < HOUR) return `${Math.floor(distance / MINUTE)}分钟${side}`;
  if (distance < DAY) return `${Math.floor(distance / HOUR)}小时${side}`;
  if (distance <= MOST_DAYS * DAY) return `${Math.floor(distance / DAY)}天${side}`;
  return formatInZone(moment, zone, "%Y-%m-%d");
}
