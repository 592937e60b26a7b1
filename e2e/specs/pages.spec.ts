/** Can everybody use every page, in both languages, sizes and colours, and does none scroll sideways? */
import type { Page } from "@playwright/test";
import { expectAccessible } from "../support/accessibility.ts";
import { Api, offerDraft, sendOffer } from "../support/api.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });
test.describe.configure({ mode: "parallel" });

type Place = {
  name: string;
  path: string;
  /** The first row leads to a page of its own, which is looked at too. */
  first?: true;
  /** A link of that page leads on to another, in Swedish or English. */
  onwards?: { name: string; link: RegExp };
};

const MONEY: Place[] = [
  { name: "dashboard", path: "/" },
  { name: "offers", path: "/offerter?status=sent", first: true },
  { name: "offer-drafts", path: "/offerter?status=draft", first: true },
  { name: "orders", path: "/order", first: true },
  { name: "time", path: "/tid" },
  { name: "approve", path: "/tid/attest?status=approved", first: true },
  { name: "invoices", path: "/fakturor" },
  { name: "invoices-paid", path: "/fakturor?status=paid", first: true },
  { name: "invoices-deducted", path: "/fakturor?q=Elcentral", first: true },
  { name: "invoice-drafts", path: "/fakturor?status=draft", first: true },
  { name: "invoice-basis", path: "/fakturor/underlag" },
  { name: "payments", path: "/inbetalningar", first: true },
  { name: "deductions", path: "/skatteavdrag" },
  { name: "deductions-refused", path: "/skatteavdrag?state=refused", first: true },
  { name: "deduction-claims", path: "/skatteavdrag?tab=claims" },
  { name: "reminders", path: "/paminnelser" },
  { name: "reminders-sent", path: "/paminnelser?tab=sent", first: true },
  { name: "reminder-settings", path: "/paminnelser/installningar" },
  { name: "ledger", path: "/reskontra" },
  { name: "vouchers", path: "/bokforing" },
  { name: "vat", path: "/bokforing?tab=vat" },
  { name: "fiscal-years", path: "/bokforing?tab=years" },
  { name: "number-series", path: "/bokforing?tab=series" },
  { name: "accounts", path: "/bokforing?tab=accounts" },
  { name: "exports", path: "/bokforing?tab=export" },
  { name: "invoices-unsent", path: "/fakturor?sent=false", first: true },
];

const REGISTERS: Place[] = [
  {
    name: "customers",
    path: "/kunder",
    first: true,
    onwards: { name: "statement", link: /^(Kontoutdrag|Statement of account)$/ },
  },
  { name: "articles", path: "/artiklar", first: true },
  { name: "users", path: "/anvandare", first: true },
  { name: "company", path: "/foretag" },
  { name: "deduction-rules", path: "/foretag/skattereduktion" },
  { name: "support", path: "/foretag/support" },
  { name: "privacy", path: "/integritetsarenden", first: true },
  { name: "privacy-ended", path: "/integritetsarenden?show=ended", first: true },
  { name: "privacy-subjects", path: "/integritetsarenden?tab=subjects" },
  { name: "audit", path: "/handelser" },
  { name: "account", path: "/konto" },
  { name: "new-offer", path: "/offerter/ny" },
  { name: "new-order", path: "/order/ny" },
  { name: "new-invoice", path: "/fakturor/ny" },
  { name: "new-customer", path: "/kunder/ny" },
  { name: "new-article", path: "/artiklar/ny" },
];

const OUTSIDE: Place[] = [
  { name: "log-in", path: "/logga-in" },
  { name: "forgotten", path: "/glomt-losenord" },
  { name: "reset", path: "/nytt-losenord#an-old-link" },
  { name: "welcome", path: "/valkommen#an-old-link" },
  { name: "offer-no-link", path: "/o" },
  { name: "privacy-company", path: "/integritet/lindqvist" },
  { name: "privacy-operator", path: "/integritet" },
  { name: "privacy-no-link", path: "/integritetslank" },
  { name: "not-found", path: "/finns-inte" },
];

async function sideways(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** The badges and buttons whose words are cut, and the lists that don't fit. */
async function cut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const labels = [...document.querySelectorAll(".mantine-Button-label, .mantine-Badge-label")];
    const narrow = labels.filter((label) => label.clientWidth > 0 && label.scrollWidth > label.clientWidth);
    const lists = [...document.querySelectorAll("main table:has([data-row])")].filter(
      ({ parentElement }) => parentElement && parentElement.scrollWidth > parentElement.clientWidth + 1,
    );
    return [
      ...narrow.map((label) => label.textContent ?? ""),
      ...lists.map((list) => `list ${list.ariaLabel}`),
    ];
  });
}

/** Between the phone and the desk. */
const WIDTHS = [1024, 1280];

/** Whether the page is whole, usable by everybody, and fits; on the phone also the narrowest one. */
async function look(page: Page, name: string, phone: boolean): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
  await expect(
    page.locator("[role=status][aria-label] .mantine-Skeleton-root, [aria-busy=true]"),
  ).toHaveCount(0);
  const { pathname } = new URL(page.url());
  await expect.soft.poll(() => sideways(page), `${pathname} scrolls sideways`).toBeLessThanOrEqual(0);
  const drawer = await page.getByRole("dialog").count();
  // Colours know no language.
  await expectAccessible(page, { popupOpen: drawer > 0, inOneColour: name.endsWith("-en") });
  await takePictures(page, name);
  await expect.soft.poll(() => cut(page), `${pathname} cuts words`).toEqual([]);
  if (!phone) {
    const before = page.viewportSize();
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await expect.soft.poll(() => cut(page), `${pathname} cuts words at ${width} px`).toEqual([]);
      await expect.soft
        .poll(() => sideways(page), `${pathname} scrolls at ${width} px`)
        .toBeLessThanOrEqual(0);
    }
    if (before) await page.setViewportSize(before);
    return;
  }
  await page.setViewportSize({ width: 320, height: 800 });
  await expect.soft.poll(() => sideways(page), `${pathname} scrolls at 320 px`).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 390, height: 844 });
}

async function lookAtAll(page: Page, places: Place[], suffix: string, phone: boolean): Promise<void> {
  for (const { name, path, first, onwards } of places) {
    await page.goto(path);
    await look(page, `${name}${suffix}`, phone);
    if (!first) continue;
    const before = page.url();
    await page.locator("main [data-row] a, main ul li > a").first().click();
    await expect(page).not.toHaveURL(before);
    await look(page, `${name}-one${suffix}`, phone);
    if (!onwards) continue;
    await page.getByRole("link", { name: onwards.link }).click();
    await look(page, `${onwards.name}${suffix}`, phone);
  }
}

/** What is looked at in one go, behind the log-in. */
const INSIDE = { money: MONEY, "registers and forms": REGISTERS };

/** Makes the page an English one, in the dark. */
async function inEnglish(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.addInitScript(() => localStorage.setItem("kontoret-language", "en"));
}

test("every page before the log-in in Swedish", async ({ page, baseURL, isMobile, server, watch }) => {
  test.setTimeout(900_000);
  if (!baseURL) throw new Error("no server");
  watch.expect(/404/);
  await lookAtAll(page, OUTSIDE, "", isMobile);
  await test.step("an offer behind its link", async () => {
    const api = await Api.as("office", baseURL);
    const offer = await offerDraft(api, "Målning av hallen i alla rum");
    await sendOffer(api, offer, "hall@kund.example");
    await api.end();
    const mail = await server.mailbox.latest({ to: "hall@kund.example" });
    const link = mail.links.find((each) => each.includes("/o#")) ?? "";
    await page.goto(link);
    await expect(page.getByRole("button", { name: "Acceptera offerten" })).toBeVisible();
    await look(page, "offer-link", isMobile);
  });
});

// English words are no longer than Swedish ones: one size is enough, and the dark phone is looked at nowhere else.
test("every page before the log-in in English", async ({ page, isMobile, watch }) => {
  test.skip(!isMobile, "the phone's turn");
  test.setTimeout(900_000);
  watch.expect(/404/);
  await inEnglish(page);
  await lookAtAll(page, OUTSIDE, "-en", isMobile);
});

for (const [what, places] of Object.entries(INSIDE)) {
  test(`every page of ${what} in Swedish`, async ({ page, context, baseURL, isMobile }) => {
    test.setTimeout(900_000);
    if (!baseURL) throw new Error("no server");
    await beginSession(context, baseURL, "owner");
    await lookAtAll(page, places, "", isMobile);
  });

  test(`every page of ${what} in English`, async ({ page, context, baseURL, isMobile }) => {
    test.skip(!isMobile, "the phone's turn");
    test.setTimeout(900_000);
    if (!baseURL) throw new Error("no server");
    await inEnglish(page);
    await beginSession(context, baseURL, "owner");
    await lookAtAll(page, places, "-en", isMobile);
  });
}
