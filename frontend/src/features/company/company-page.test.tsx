/** Are the company's settings saved whole, refused by field, and closed to those who only read? */
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { company } from "./testing.ts";

const me = somebody({ permissions: ["company_read", "company_write", "self"] });

test("a wrong number is named at its field; the rest is sent as it was", async () => {
  const server = mockApi({
    "GET /api/v1/company": () => company(),
    "POST /api/v1/company/design-preview": () => refuse(503, "unavailable"),
    "PUT /api/v1/company": () =>
      refuse(422, "invalid_fields", [{ pointer: "/bankgiro", code: "check_digit" }]),
  });
  const { user } = await renderPage("/foretag", { me });
  const bankgiro = await screen.findByLabelText<HTMLInputElement>("Bankgiro");
  fireEvent.change(bankgiro, { target: { value: "5050-1056" } });
  await user.click(screen.getByRole("button", { name: "Spara" }));
  expect((await screen.findAllByText(/Kontrollsiffran stämmer inte/)).length).toBe(2);
  await waitFor(() => expect(document.activeElement).toBe(bankgiro));
  const { id: _id, version: _version, actions: _actions, ...input } = company({ bankgiro: "5050-1056" });
  expect(server.sentTo("PUT /api/v1/company")[0]?.body).toEqual(input);
  expect(server.sentTo("PUT /api/v1/company")[0]?.headers.get("if-match")).toBe('"4"');
});

test("a logo is chosen from a file, shown and sent", async () => {
  const server = mockApi({
    "GET /api/v1/company": () => company(),
    "POST /api/v1/company/design-preview": () => refuse(503, "unavailable"),
    "PUT /api/v1/company": ({ body }) => ({ ...company(), ...body, version: 5 }),
  });
  const { user } = await renderPage("/foretag", { me });
  await screen.findByText("Ingen logotyp");
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!input) throw new Error("no field for a file");
  await user.upload(input, new File(["<svg/>"], "logo.svg", { type: "image/svg+xml" }));
  expect(await screen.findByRole("img", { name: "Logotyp" })).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Spara" }));
  await waitFor(() => expect(server.sentTo("PUT /api/v1/company").length).toBe(1));
  expect(server.sentTo("PUT /api/v1/company")[0]?.body).toMatchObject({
    logo: `data:image/svg+xml;base64,${btoa("<svg/>")}`,
  });
});

test("who may not change it reads it", async () => {
  mockApi({ "GET /api/v1/company": () => company({ actions: [] }) });
  await renderPage("/foretag", { me: somebody({ permissions: ["company_read", "self"] }) });
  expect(await screen.findByText("5050-1055")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Spara" })).toBeNull();
  expect(screen.queryByRole("textbox")).toBeNull();
});
