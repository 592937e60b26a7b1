/** Can everybody use the page? Runs axe and fails on what is serious or critical. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Checks the page as it stands. `popupOpen`: portals lie outside the landmarks, so the rule `region` is left out. */
export async function expectAccessible(page: Page, options: { popupOpen?: boolean } = {}): Promise<void> {
  // Colours are measured wrongly in the middle of a transition.
  await page.evaluate(() =>
    // What turns until an answer comes has no end.
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished),
    ),
  );
  const axe = new AxeBuilder({ page }).withTags(TAGS);
  if (options.popupOpen) axe.disableRules(["region"]);
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  const lines = grave.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary ?? ""}`),
  );
  expect.soft(lines, `axe on ${new URL(page.url()).pathname}`).toEqual([]);
}
