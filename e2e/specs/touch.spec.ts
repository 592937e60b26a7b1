/** Does the phone work with one thumb, and in gloves? Everything on the pages of those on site that can be touched is large enough. */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { Api, invoiceDraft, offerDraft } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.skip(({ isMobile }) => !isMobile, "thumbs are for phones");

const LEAST = 44;

/** What can be touched and is too small, by name; a field or box counts with its label, a link in running text not at all. */
const tooSmall = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const dialog = [...document.querySelectorAll("[role=dialog]")].at(-1);
    const wanted =
      "a[href],button,input,select,textarea,summary,[role=button],[role=tab],[role=checkbox],[role=switch],[role=radio],[role=menuitem],[role=option]";
    const inText = (element: Element): boolean => {
      const parent = element.parentElement;
      if (element.tagName !== "A" || getComputedStyle(element).display !== "inline" || !parent) return false;
      const around = [...parent.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      return around.some((node) => (node.textContent ?? "").trim().length > 1);
    };
    const boxes = (element: HTMLElement): DOMRect[] => {
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      return [element, ...labels].map((each) => each.getBoundingClientRect());
    };
    return [...(dialog ?? document).querySelectorAll<HTMLElement>(wanted)].flatMap((element) => {
      if (!element.checkVisibility({ checkVisibilityCSS: true })) return [];
      if (element.closest("[aria-hidden=true],.skip-link") || element.matches(":disabled")) return [];
      if (inText(element)) return [];
      const rects = boxes(element);
      const width = Math.max(...rects.map((rect) => rect.width));
      const height = Math.max(...rects.map((rect) => rect.height));
      if (width >= least - 0.5 && height >= least - 0.5) return [];
      const name = element.getAttribute("aria-label") || element.textContent?.trim() || element.id;
      return [
        `${element.tagName.toLowerCase()} "${name}" ${Math.round(width)}×${Math.round(height)} .${element.className}`,
      ];
    });
  }, LEAST);

/** Looks at the page as it stands. */
async function expectTouchable(page: Page, where: string): Promise<void> {
  await page.waitForLoadState("networkidle");
  expect.soft(await tooSmall(page), `smaller than ${LEAST} px on ${where}`).toEqual([]);
}

test("everything a worker touches is 44 pixels high and wide", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "worker");
  const heading = page.getByRole("heading", { level: 1 }).first();

  await test.step("the first page, with its tabs below", async () => {
    await page.goto("/");
    await expect(page.getByRole("link", { name: "Alla order" })).toBeVisible();
    await expectTouchable(page, "the first page");
  });
  await test.step("the menu behind the tabs", async () => {
    await page.getByRole("button", { name: "Mer", exact: true }).click();
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectTouchable(page, "the menu");
    await page.keyboard.press("Escape");
  });
  await test.step("the week, and the form of an entry", async () => {
    await page.goto("/tid");
    await page.getByRole("button", { name: "Rapportera tid" }).waitFor();
    await expectTouchable(page, "time");
    await page.getByRole("button", { name: "Rapportera tid" }).click();
    const form = page.getByRole("dialog");
    await expect(form.getByRole("textbox", { name: "Timmar" })).toBeVisible();
    await expectTouchable(page, "a new entry");
    await form.getByRole("combobox", { name: "Order" }).click();
    await page.getByRole("option").nth(1).click();
    await expect(form.getByRole("switch")).toBeVisible();
    await expectTouchable(page, "a new entry on an order");
  });
  await test.step("the orders, and one of them", async () => {
    await page.goto("/order");
    await expect(heading).toBeVisible();
    await expect(page.locator("main li a").first()).toBeVisible();
    await expectTouchable(page, "the orders");
    await page.locator("main li a").first().click();
    await expect(page).toHaveURL(/\/order\/.+/);
    await expect(heading).toBeVisible();
    await expectTouchable(page, "an order");
  });
});

test("a draft and its document stand behind two tabs, and what was typed stays", async ({
  page,
  context,
  baseURL,
}) => {
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  const invoice = await invoiceDraft(api, "Två flikar");
  const offer = await offerDraft(api, "Två flikar");
  await api.end();
  await beginSession(context, baseURL, "owner");
  for (const [kind, path, id] of [
    ["an invoice", "/fakturor", invoice.id],
    ["an offer", "/offerter", offer.id],
  ] as const)
    await test.step(kind, async () => {
      await page.goto(`${path}/${id}`);
      const title = page.getByRole("textbox", { name: "Rubrik" });
      await title.fill(`Målning, ${kind}`);
      await page.getByRole("tab", { name: "Förhandsvisning" }).click();
      await expect(page).toHaveURL(/view=pdf/);
      await expect(page.locator("canvas[data-drawn]").first()).toBeVisible();
      await expect(title).toBeHidden();
      await expectAccessible(page);
      for (const tab of await page.getByRole("tab").all())
        expect((await tab.boundingBox())?.height).toBeGreaterThanOrEqual(LEAST);
      await page.getByRole("tab", { name: "Innehåll" }).click();
      await expect(title).toHaveValue(`Målning, ${kind}`);
      await expect(page.locator("canvas")).toHaveCount(0);
      // What is wrong in a field is led to from behind the document, too.
      const price = page.getByLabel("À-pris").first();
      await price.fill("12,3,4");
      await page.getByRole("tab", { name: "Förhandsvisning" }).click();
      await page
        .getByRole("button", { name: /^Granska/ })
        .first()
        .click();
      await expect(price).toBeFocused();
      await price.fill("550");
    });
});

test("what empties a field, and its sign, have room in it", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  const api = await Api.as("office", baseURL);
  const { items } = await api.get<{ items: { id: string }[] }>("/orders?status=in_progress&limit=1");
  await api.end();
  await beginSession(context, baseURL, "owner");
  await page.goto(`/order/${items[0]?.id}`);
  await expect(page.getByRole("textbox", { name: "Startdag" })).not.toHaveValue("");
  await expectAccessible(page, { inOneColour: true });
});
