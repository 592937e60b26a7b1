/** Who works in the demo company, and how do they log in? */
import { type BrowserContext, expect, type Page } from "@playwright/test";

/** Everybody's password in the demo. */
export const PASSWORD = "tre glada penslar";

/** The demo's people by what they do. */
export const PEOPLE = {
  owner: "maria@lindqvistbygg.example",
  office: "karin@lindqvistbygg.example",
  worker: "erik@lindqvistbygg.example",
  accountant: "eva@siffror.example",
  operator: "disa@drift.example",
} as const;

/** One of the demo's people. */
export type Who = keyof typeof PEOPLE;

/** Logs in by the page, as people do. */
export async function logIn(page: Page, who: Who, next = "/"): Promise<void> {
  await page.goto(next);
  await page.getByLabel("E-post").fill(PEOPLE[who]);
  await page.getByLabel("Lösenord", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Logga in", exact: true }).click();
  await expect(page.locator("[data-account]")).toBeVisible();
}

/** Begins a session without the page: for tests that are about something else. */
export async function beginSession(context: BrowserContext, baseURL: string, who: Who): Promise<void> {
  const answer = await context.request.post("/api/v1/session", {
    data: { email: PEOPLE[who], password: PASSWORD },
    headers: { "x-fk-csrf": "1", origin: baseURL },
  });
  expect(answer.status()).toBe(200);
}
