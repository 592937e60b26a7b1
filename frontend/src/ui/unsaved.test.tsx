/** Does the guard ask only as long as something would be lost? */
import { MantineProvider } from "@mantine/core";
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Link,
  RouterProvider,
} from "@tanstack/react-router";
import { act, render, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { beforeAll, expect, test } from "vitest";
import { speak } from "@/i18n/index.ts";
import { UnsavedGuard } from "./unsaved.tsx";

beforeAll(() => speak("sv"));

/** A page with something unsaved and a link away; `save` is what the autosave would do a moment later. */
async function open() {
  let save = () => {};
  function Form() {
    const [unsaved, setUnsaved] = useState(true);
    save = () => setUnsaved(false);
    return (
      <>
        <Link to={"/bort" as "/"}>Bort</Link>
        <UnsavedGuard dirty={() => unsaved} settle={async () => false} />
      </>
    );
  }
  const root = createRootRoute();
  const routeTree = root.addChildren([
    createRoute({ getParentRoute: () => root, path: "/", component: Form }),
    createRoute({ getParentRoute: () => root, path: "/bort", component: () => <p>Borta</p> }),
  ]);
  const router = createRouter({ routeTree, history: createMemoryHistory() });
  await router.load();
  render(
    <MantineProvider env="test">
      <RouterProvider router={router as never} />
    </MantineProvider>,
  );
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole("link", { name: "Bort" }));
  await screen.findByRole("dialog", { name: "Lämna utan att spara?" });
  return { user, save: () => save() };
}

test("it asks, and stays when told to", async () => {
  const { user } = await open();
  await user.click(screen.getByRole("button", { name: "Stanna kvar" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  expect(screen.queryByText("Borta")).toBeNull();
});

test("it goes on by itself when everything has been saved meanwhile", async () => {
  const { save } = await open();
  act(save);
  await screen.findByText("Borta");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
});
