/** Can everybody use the page? Runs axe and fails on what is serious or critical. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * Colours are measured wrongly in the middle of a transition; one that never ends, or never begins, is not waited for.
 * A new colour scheme is the page's own after a frame. Where the mouse was left, a tooltip would be on its way.
 */
async function settle(page: Page): Promise<void> {
  await page.mouse.move(0, 0);
  await page.evaluate(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    await frame();
    await frame();
    const ended = document.getAnimations().map((animation) => animation.finished);
    return Promise.race([Promise.allSettled(ended), new Promise((done) => setTimeout(done, 1500))]);
  });
}

/**
 * Only what is wrong is described: to describe thousands of sound cells takes longer than to look at them. There are no
 * frames to be gathered from on a page of their own, which the legacy mode leaves out.
 */
function look(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).setLegacyMode();
}

async function grave(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}\n    ${node.html}\n    ${node.failureSummary ?? ""}`),
    );
}

/** Fields whose signs lie on their border or outside, since there is no room for them. */
function outsideFields(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".mantine-Input-wrapper")].flatMap((field) => {
      if (!field.checkVisibility({ checkVisibilityCSS: true })) return [];
      const { left, right } = field.getBoundingClientRect();
      const parts = field.querySelectorAll<Element>(".mantine-Input-section svg");
      const outside = [...parts].some((part) => {
        const box = part.getBoundingClientRect();
        return box.width > 0 && (box.right > right - 1 || box.left < left + 1);
      });
      return outside ? [field.parentElement?.textContent || field.innerHTML] : [];
    }),
  );
}

/**
 * Checks the page as it stands, and its contrast in the other colours too.
 * `popupOpen`: portals lie outside the landmarks, so the rule `region` is left out. `inOneColour`: it is measured in the
 * other colours elsewhere.
 */
export async function expectAccessible(
  page: Page,
  options: { popupOpen?: boolean; inOneColour?: boolean } = {},
): Promise<void> {
  await settle(page);
  const where = `axe on ${new URL(page.url()).pathname}`;
  const axe = look(page).withTags(TAGS);
  if (options.popupOpen) axe.disableRules(["region"]);
  expect.soft(await grave(axe), where).toEqual([]);

  expect
    .soft(await outsideFields(page), `outside their fields on ${new URL(page.url()).pathname}`)
    .toEqual([]);

  if (options.inOneColour) return;
  const dark = await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
  const [own, other] = dark ? (["dark", "light"] as const) : (["light", "dark"] as const);
  await page.emulateMedia({ colorScheme: other });
  await settle(page);
  const contrast = look(page).withRules(["color-contrast"]);
  expect.soft(await grave(contrast), `${where}, ${other}`).toEqual([]);
  await page.emulateMedia({ colorScheme: own });
  await settle(page);
}
