/** Schedules and, independently of the product's arithmetic, whether one of them is due at a second of UTC. */
export const crons: readonly { readonly cron: string; readonly isDue: (second: number) => boolean }[] = [
  { cron: "* * * * *", isDue: (s) => s % 60 === 0 },
  { cron: "*/20 * * * * *", isDue: (s) => s % 20 === 0 },
  { cron: "*/7 * * * *", isDue: (s) => s % 60 === 0 && ((s / 60) % 60) % 7 === 0 },
  { cron: "0 * * * *", isDue: (s) => s % 3_600 === 0 },
  { cron: "30 4 * * *", isDue: (s) => s % 86_400 === 4 * 3_600 + 30 * 60 },
];

/** The times at which a schedule is due after one moment and not after another, in milliseconds. */
export function dueTimes(cron: string, after: Date, until: Date): number[] {
  const schedule = crons.find((one) => one.cron === cron);
  if (schedule === undefined) throw new Error(`The oracle does not know the schedule ${cron}.`);
  const times: number[] = [];
  for (let second = Math.floor(after.getTime() / 1_000) + 1; second * 1_000 <= until.getTime(); second += 1)
    if (schedule.isDue(second)) times.push(second * 1_000);
  return times;
}
