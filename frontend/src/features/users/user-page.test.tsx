/** Is a colleague changed, refused and shut out as the page says? */
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Permission } from "@/app/session.ts";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { renderPage } from "@/testing/render-page.tsx";
import { user as colleague } from "./testing.ts";

const permissions: Permission[] = ["users_read", "users_write", "self"];
const address = `/anvandare/${colleague().id}`;
const me = somebody({ permissions });

test("the last owner's refusal says what to do, and the choice stays", async () => {
  mockApi({
    "GET /api/v1/users/{user_id}": () => colleague({ role: "owner", actions: ["replace"] }),
    "PUT /api/v1/users/{user_id}": () => refuse(409, "last_owner"),
  });
  const { user } = await renderPage(address, { me });
  await user.type(await screen.findByLabelText(/^Namn/), " Ek");
  await user.click(screen.getByRole("button", { name: "Spara" }));
  expect((await screen.findByRole("alert")).textContent).toContain("minst en ägare");
  expect(screen.getByText(/Gör någon annan till ägare först/)).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/^Namn/).value).toBe("Erik Sundin Ek");
});

test("when somebody was faster both texts are shown, and mine is saved over the newer version", async () => {
  let now = colleague();
  const server = mockApi({
    "GET /api/v1/users/{user_id}": () => now,
    "PUT /api/v1/users/{user_id}": ({ headers, body }) =>
      headers.get("if-match") === `"${now.version}"`
        ? { ...now, ...body, version: now.version + 1 }
        : refuse(412, "stale"),
  });
  const { user } = await renderPage(address, { me });
  const phone = await screen.findByLabelText("Telefon");
  now = colleague({ version: 4, phone: "070-999", employment_id: "99" });
  fireEvent.change(phone, { target: { value: "070-111" } });
  await user.click(screen.getByRole("button", { name: "Spara" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText("070-111")).toBeTruthy();
  expect(within(dialog).getByText("070-999")).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Behåll mina ändringar" }));
  await waitFor(() => expect(server.sentTo("PUT /api/v1/users/{user_id}").length).toBe(2));
  expect(server.sentTo("PUT /api/v1/users/{user_id}")[1]?.body).toMatchObject({
    phone: "070-111",
    employment_id: "99",
  });
});

test("shutting somebody out shows the effect first; letting them in again is an invitation", async () => {
  const server = mockApi({
    "GET /api/v1/users/{user_id}": () => colleague(),
    "POST /api/v1/users/{user_id}/deactivate": () =>
      colleague({ status: "deactivated", version: 4, actions: ["invite"] }),
    "POST /api/v1/users": () => colleague({ status: "invited", version: 5, actions: ["invite"] }),
  });
  const { user } = await renderPage(address, { me });
  await user.click(await screen.findByRole("button", { name: "Stäng av" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/loggas ut från alla enheter/)).toBeTruthy();
  await user.click(within(dialog).getByRole("button", { name: "Stäng av" }));
  await user.click(await screen.findByRole("button", { name: "Bjud in igen" }));
  await waitFor(() => expect(server.sentTo("POST /api/v1/users").length).toBe(1));
  const [off] = server.sentTo("POST /api/v1/users/{user_id}/deactivate");
  expect(off?.headers.get("if-match")).toBe('"3"');
  expect(server.sentTo("POST /api/v1/users")[0]?.body).toMatchObject({
    email: "erik@example.se",
    role: "worker",
  });
});

test("who may change nothing reads the details", async () => {
  mockApi({ "GET /api/v1/users/{user_id}": () => colleague({ actions: [] }) });
  await renderPage(address, { me: somebody({ permissions: ["users_read", "self"] }) });
  expect(await screen.findByText("070-174 06 11")).toBeTruthy();
  for (const name of ["Spara", "Stäng av", "Bjud in igen"])
    expect(screen.queryByRole("button", { name })).toBeNull();
  expect(screen.queryByRole("textbox", { name: /Namn/ })).toBeNull();
});
