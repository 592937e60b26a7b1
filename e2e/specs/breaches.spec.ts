/** Does a personal data breach get from its discovery to its close, with what the authority asks on paper? */
import { expectAccessible } from "../support/accessibility.ts";
import { beginSession } from "../support/people.ts";
import { takePictures } from "../support/screenshots.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

/** Day and time on a clock in Sweden, so many hours ago. */
function ago(hours: number): string {
  const at = new Date(Date.now() - hours * 3_600_000);
  const text = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Europe/Stockholm",
    dateStyle: "short",
    timeStyle: "short",
  }).format(at);
  return text.replace(" ", "T");
}

test("a breach is assessed, reported late with its reason, told to the people, and closed", async ({
  page,
  server,
  context,
  watch,
}) => {
  test.setTimeout(180_000);
  // Without a title; late without a reason; a high risk without a ground.
  watch.expect(/422/);
  await beginSession(context, server.url, "owner");

  await test.step("the register shows the demo's breaches, and the first page says that hours run", async () => {
    await page.goto("/");
    await expect(page.getByRole("link", { name: /incident/ })).toBeVisible();
    await page.goto("/integritetsarenden?tab=breaches");
    await expect(page.getByText("Kundlista skickad till fel mottagare").first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "breaches");
    await page.goto("/integritetsarenden?tab=breaches&show=ended");
    await page.getByText("Borttappad arbetstelefon").first().click();
    await expect(page.getByRole("heading", { name: /Incident 1001/ })).toBeVisible();
    await expect(page.getByText("Behöver inte anmälas").first()).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "breach-closed");
  });

  await test.step("what happened is registered; what is lacking is named by its field", async () => {
    await page.goto("/integritetsarenden?tab=breaches");
    await page.getByRole("button", { name: "Ny incident" }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "breach-dialog");
    await dialog.getByRole("button", { name: "Registrera" }).click();
    await expect(dialog.getByLabel("Rubrik")).toHaveAttribute("aria-invalid", "true");
    await dialog.getByLabel("Rubrik").fill("Stulen dator");
    await dialog.getByLabel("Beskrivning").fill("En dator stals ur bilen vid bygget.");
    await dialog.getByLabel(/^Upptäckt/).fill(ago(96));
    await dialog.getByRole("button", { name: "Registrera" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Stulen dator").first()).toBeVisible();
    const owed = page.getByRole("alert").filter({ hasText: "för sent" });
    await expect(owed).toContainText("Bedöm risken");
    await expectAccessible(page);
    await takePictures(page, "breach-late");
  });

  await test.step("it is assessed", async () => {
    await page.getByRole("button", { name: "Ändra och bedöm" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("checkbox", { name: "Kundens kontaktuppgifter" }).check();
    await dialog.getByRole("checkbox", { name: "Kunder och deras hushåll" }).check();
    await dialog.getByLabel("Ungefär hur många personer").fill("120");
    await dialog.getByLabel("Sannolika konsekvenser").fill("Någon kan utge sig för att vara oss.");
    await dialog.getByLabel("Vad ni har gjort").fill("Inloggningen spärrades och stölden polisanmäldes.");
    await dialog.getByRole("radio", { name: "Risken är hög" }).check();
    await dialog.getByLabel("Skäl till bedömningen").fill("Disken var inte krypterad.");
    await dialog.getByRole("button", { name: "Spara" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Hög risk").first()).toBeVisible();
  });

  await test.step("a late report is refused without its reason", async () => {
    await page.getByRole("button", { name: "Anmälan till IMY" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("IMY:s diarienummer").fill("IMY-2026-4711");
    await dialog.getByRole("button", { name: "Spara beslutet" }).click();
    const reason = dialog.getByLabel("Skäl till att anmälan är sen");
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await expectAccessible(page, { popupOpen: true });
    await takePictures(page, "breach-report");
    await reason.fill("Stölden upptäcktes före en helg och rapporterades först efter den.");
    await dialog.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("IMY-2026-4711").first()).toBeVisible();
  });

  await test.step("the people are told: without a ground of the law there is no way around", async () => {
    await page.getByRole("button", { name: "Information till personerna" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Behöver inte informeras").click();
    await dialog.getByLabel("Varför?").fill("Det är för många.");
    await dialog.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(dialog.getByRole("alert")).toContainText("Grund (artikel 34.3)");
    await takePictures(page, "breach-inform");
    await dialog.getByText("Informerade", { exact: true }).click();
    await dialog.getByLabel("Hur de informerades").fill("Mejl och brev med vad de kan göra.");
    await expect(dialog.getByLabel("Ungefär hur många")).toHaveValue("120");
    await dialog.getByRole("button", { name: "Spara beslutet" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Informerade ·").first()).toBeVisible();
  });

  await test.step("what the authority asks is on paper", async () => {
    const fetched = page.waitForEvent("download");
    await page.getByRole("button", { name: "Ladda ner PDF" }).click();
    expect((await fetched).suggestedFilename()).toMatch(/^incident-\d+\.pdf$/);
  });

  await test.step("it is closed, and can still be added to", async () => {
    await page.getByRole("button", { name: "Avsluta" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Vad ni lärde er").fill("Alla diskar krypteras.");
    await dialog.getByRole("button", { name: "Avsluta" }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText("Avslutad").first()).toBeVisible();
    await page.getByRole("button", { name: "Lägg till" }).click();
    await page.getByRole("dialog").getByLabel("Text").fill("IMY avslutade ärendet utan åtgärd.");
    await page.getByRole("dialog").getByRole("button", { name: "Lägg till" }).click();
    await expect(page.getByText("IMY avslutade ärendet utan åtgärd.")).toBeVisible();
    await expectAccessible(page);
    await takePictures(page, "breach-done");
  });
});
