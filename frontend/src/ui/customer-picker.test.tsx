/** Can the wrong customer be chosen while another list is on its way? */
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { render, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { Schema } from "@/api/client.ts";
import { speak } from "@/i18n/index.ts";
import { mockApi } from "@/testing/mock-api.ts";
import { CUSTOMER } from "@/testing/parties.ts";
import { CustomerPicker } from "./customer-picker.tsx";

type Item = Schema<"CustomerItem">;

const item = (number: number, name: string): Item =>
  ({ ...CUSTOMER, id: `019a0000-0000-7000-8000-00000000${number}`, number, name, city: "Umeå" }) as Item;
const alm = item(1001, "Anna Alm");
const ek = item(1002, "Anna Ek");
const berg = item(1003, "Bo Berg");

beforeEach(() => speak("sv"));

/** The field in a form, with two customers; what is searched for is answered when the test says so. */
async function opened() {
  const later: { answer?: (items: Item[]) => void } = {};
  mockApi({
    "GET /api/v1/customers": ({ query }) => {
      const page = (items: Item[]) => ({ items, next: null, total: null });
      if (!query.q) return page([ek, berg]);
      return new Promise((done) => {
        later.answer = (items) => done(page(items));
      });
    },
  });
  const [onChange, onSubmit] = [vi.fn(), vi.fn()];
  const user = userEvent.setup({ delay: null });
  render(
    <MantineProvider env="test">
      <QueryClientProvider client={new QueryClient()}>
        <form onSubmit={onSubmit}>
          <CustomerPicker label="Kund" value={null} onChange={onChange} />
          <button type="submit">Spara</button>
        </form>
      </QueryClientProvider>
    </MantineProvider>,
  );
  await user.click(screen.getByRole("combobox", { name: "Kund" }));
  await screen.findByRole("option", { name: /Anna Ek/ });
  const options = () =>
    within(screen.getByRole("listbox"))
      .queryAllByRole("option")
      .map((each) => each.textContent);
  const answer = async (items: Item[]) => {
    await waitFor(() => expect(later.answer).toBeTruthy());
    later.answer?.(items);
  };
  return { user, options, answer, onChange, onSubmit };
}

test("Enter takes what the arrow has chosen, wherever it stands by now", async () => {
  const { user, options, answer, onChange } = await opened();
  await user.keyboard("anna");
  expect(options()).toEqual(["Anna Ek, Umeå"]);
  await user.keyboard("{ArrowDown}");
  await answer([alm, ek]);
  await waitFor(() => expect(options()).toEqual(["Anna Alm, Umeå", "Anna Ek, Umeå"]));
  await user.keyboard("{Enter}");
  expect(onChange.mock.calls[0]?.[0]).toBe(ek.id);
});

test("when it is gone from the list, Enter takes nothing and sends no form", async () => {
  const { user, options, answer, onChange, onSubmit } = await opened();
  await user.keyboard("anna{ArrowDown}");
  await answer([alm]);
  await waitFor(() => expect(options()).toEqual(["Anna Alm, Umeå"]));
  await user.keyboard("{Enter}");
  expect(onChange).not.toHaveBeenCalled();
  expect(onSubmit).not.toHaveBeenCalled();
});
