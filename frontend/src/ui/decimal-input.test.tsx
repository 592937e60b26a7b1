/** Does a number field leave the focus to whoever has it? */
import { MantineProvider } from "@mantine/core";
import { render, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { DecimalInput } from "./decimal-input.tsx";

const frame = () => new Promise((done) => requestAnimationFrame(done));

test("a field that one has left before the next frame selects nothing, which would take the focus back", async () => {
  const select = vi.spyOn(HTMLInputElement.prototype, "select");
  const field = (label: string) => (
    <DecimalInput label={label} value={100} decimals={2} onChange={() => undefined} />
  );
  render(
    <MantineProvider>
      {field("Antal")}
      {field("Pris")}
    </MantineProvider>,
  );
  const [first, second] = [screen.getByLabelText("Antal"), screen.getByLabelText("Pris")];
  first.focus();
  second.focus();
  await frame();
  await frame();
  expect(select.mock.contexts).toEqual([second]);
});
