/** Can the log be taken along with its seals? */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("the log and its seals are saved", async ({ page, server, context }) => {
  test.setTimeout(120_000);
  await beginSession(context, server.url, "owner");
  await page.goto("/handelser");
  await page.getByRole("button", { name: "Sigill och hela loggen" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/\d+ händelser$/).first()).toBeVisible();
  await expectAccessible(page, { popupOpen: true });
  await takePictures(page, "audit-seals");
  const seals = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Spara sigillen" }).click();
  const seal = JSON.parse((await readFile(await (await seals).path())).toString().split("\n")[0] ?? "") as {
    size: number;
    root: string;
  };
  expect(seal.root).toMatch(/^[0-9a-f]{64}$/);
  const trail = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Spara hela loggen" }).click();
  const lines = (await readFile(await (await trail).path())).toString().trim().split("\n");
  expect(lines.length).toBeGreaterThanOrEqual(seal.size);
});
