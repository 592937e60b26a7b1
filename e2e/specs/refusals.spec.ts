/** Does a refused form say what to mend, and can it be read? */
import { beginSession } from "../support/people.ts";
import { expect, test } from "../support/test.ts";

test.use({ seeded: true });

test("no list lies over what a new offer, order or entry lacks", async ({ page, context, baseURL }) => {
  if (!baseURL) throw new Error("no server");
  await beginSession(context, baseURL, "owner");
  for (const [path, button] of [
    ["/offerter/ny", "Fortsätt"],
    ["/order/ny", "Skapa order"],
  ] as const)
    await test.step(path, async () => {
      await page.goto(path);
      await page.getByRole("button", { name: button }).click();
      const customer = page.getByRole("combobox", { name: "Kund" });
      await expect(customer).toBeFocused();
      await expect(customer).toHaveAttribute("aria-invalid", "true");
      await expect(page.getByRole("listbox")).toBeHidden();
      await expect(page.getByText("Fyll i fältet.").first()).toBeVisible();
      // Whoever goes on typing has the list again.
      await customer.pressSequentially("an");
      await expect(page.getByRole("option").first()).toBeVisible();
    });
});
