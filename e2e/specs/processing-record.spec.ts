/** Does the record of processing say what is processed, and can it be handed over? */
import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("the record is read, and taken along as PDF and JSON", async ({ page, server, context }) => {
  test.setTimeout(120_000);
  await beginSession(context, server.url, "owner");
  await page.goto("/integritetsarenden?tab=record");
  const relation = page.getByRole("article", { name: "Sköta kundrelationen" });
  await expect(relation).toContainText("Personnummer");
  await expect(relation).toContainText("Skatteverket");
  await expect(relation).toContainText("Till utgången av sjunde året");
  await expect(page.getByRole("heading", { name: "Säkerhetsåtgärder (artikel 32)" })).toBeVisible();
  await expectAccessible(page);
  await takePictures(page, "processing-record");
  const pdf = page.waitForEvent("download");
  await page.getByRole("button", { name: "Ladda ner PDF" }).click();
  const file = await pdf;
  expect(file.suggestedFilename()).toBe("behandlingsregister.pdf");
  expect((await readFile(await file.path())).subarray(0, 5).toString()).toBe("%PDF-");
  const json = page.waitForEvent("download");
  await page.getByRole("button", { name: "Ladda ner JSON" }).click();
  const record = JSON.parse((await readFile(await (await json).path())).toString()) as {
    recipients: { name: string }[];
  };
  expect(record.recipients.map(({ name }) => name)).toContain("Siffror Redovisning AB");
});
