import { expect, test } from "vitest";
import { startTestEngine } from "@belfry/testkit";

test("expressions and templates read and write dates in the zone of the installation", async () => {
  await using t = await startTestEngine({ services: { timeZone: "Europe/Berlin" } });
  const slug = await t.rule({
    rule: "zone",
    condition: '${{ formatDate(now, "%H:%M") == "01:00" }}',
    actions: [
      { id: "expression", use: "test.echo", with: { value: '${{ formatDate(now, "%H:%M") }}' } },
      { id: "template", use: "test.echo", with: { text: '{{ now | date: "%H:%M" }}' } },
    ],
  });

  // The clock of the test stands at midnight in Greenwich.
  const { actionRuns } = await t.reached(await t.run(slug), "success");

  expect(actionRuns.map((run) => run.output)).toEqual(["01:00", "01:00"]);
});
