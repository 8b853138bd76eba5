import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { until } from "./until.ts";

/** In the words of the page: what the colour of its text is now. */
const textColour = `getComputedStyle(document.querySelector(".ant-app") ?? document.body).color`;

/**
 * What keeps people out of a page, by rule and place, in the light and in the dark. Labels and roles do not depend on the
 * theme: in the dark only the colours are looked at again, without loading the page anew.
 */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: "light" });
  const inTheLight = await look(page).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
  const lightText = await page.evaluate<string>(textColour);
  await page.emulateMedia({ colorScheme: "dark" });
  await until("the page turned dark", async () => (await page.evaluate(textColour)) !== lightText || undefined);
  // Half-way between two colours everything would be hard to read.
  await page.evaluate(
    "Promise.allSettled(document.getAnimations().map((animation) => animation.finished)).then(() => true)",
  );
  const inTheDark = await look(page).withRules(["color-contrast"]).analyze();
  await page.emulateMedia({ colorScheme: "light" });
  return [...inTheLight.violations, ...inTheDark.violations].flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(" ")}`),
  );
}

/**
 * An examination that reports what is wrong and does not write down everything that is right, which took most of its
 * time. A page without frames is examined where it stands; only frames of others need the second, empty page for their
 * results to come together in.
 */
function look(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode(page.frames().length === 1);
}
