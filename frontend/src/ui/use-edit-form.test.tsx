/** Is nothing lost when a form is refused, when two edit the same thing, or when the thing changes underneath? */
import { act, renderHook, waitFor } from "@testing-library/react";
import { beforeAll, expect, test, vi } from "vitest";
import { ProblemError } from "@/api/problem.ts";
import { speak } from "@/i18n/index.ts";
import { merged, useEditForm } from "./use-edit-form.ts";

type Thing = { version: number; name: string; phone: string };
type Values = { name: string; phone: string };
const valuesOf = (thing: Thing | null): Values => ({ name: thing?.name ?? "", phone: thing?.phone ?? "" });
const refusal = (code: "stale" | "invalid_fields", status: number) =>
  new ProblemError({
    code,
    status,
    errors: code === "stale" ? [] : [{ pointer: "/name", code: "required", params: {} }],
    request_id: null,
  });

beforeAll(() => speak("sv"));

function edit(
  thing: Thing,
  send: (values: Values, version: number | null) => Promise<Thing>,
  read?: () => Promise<Thing>,
) {
  return renderHook(
    ({ thing }) => useEditForm<Values, Thing>({ thing, values: valuesOf, send, ...(read ? { read } : {}) }),
    { initialProps: { thing } },
  );
}

test("what both changed is mine, what only they changed is theirs", () => {
  const base = { name: "A", phone: "1" };
  expect(merged(base, { name: "A", phone: "2" }, { name: "B", phone: "3" })).toEqual({
    name: "B",
    phone: "2",
  });
  expect(merged(base, base, { name: "B", phone: "1" })).toEqual({ name: "B", phone: "1" });
});

test("a saved form is clean and goes on from the new version", async () => {
  const send = vi.fn(async (values: Values, version: number | null) => ({
    ...values,
    version: (version ?? 0) + 1,
  }));
  const { result } = edit({ version: 1, name: "A", phone: "" }, send);
  act(() => result.current.form.setFieldValue("name", "B"));
  expect(result.current.dirty()).toBe(true);
  await act(async () => result.current.submit());
  expect(send).toHaveBeenLastCalledWith({ name: "B", phone: "" }, 1);
  expect(result.current.dirty()).toBe(false);
  await act(async () => result.current.submit());
  expect(send).toHaveBeenLastCalledWith({ name: "B", phone: "" }, 2);
});

test("a refusal stands at its field, and what was typed stays", async () => {
  const { result } = edit({ version: 1, name: "A", phone: "" }, () =>
    Promise.reject(refusal("invalid_fields", 422)),
  );
  act(() => result.current.form.setFieldValue("name", ""));
  await act(async () => result.current.submit());
  expect(result.current.problem?.code).toBe("invalid_fields");
  expect(result.current.form.errors).toEqual({ name: "Fyll i fältet." });
  expect(result.current.form.getValues().name).toBe("");
  expect(result.current.dirty()).toBe(true);
});

test("two edit: mine is put on top of theirs and sent with their version", async () => {
  const send = vi
    .fn()
    .mockRejectedValueOnce(refusal("stale", 412))
    .mockImplementation(async (values: Values, version: number) => ({ ...values, version: version + 1 }));
  const read = async () => ({ version: 7, name: "Theirs", phone: "9" });
  const { result } = edit({ version: 1, name: "A", phone: "" }, send, read);
  act(() => result.current.form.setFieldValue("phone", "5"));
  await act(async () => result.current.submit());
  expect(result.current.conflict).toMatchObject({
    mine: { name: "Theirs", phone: "5" },
    theirs: { name: "Theirs", phone: "9" },
  });
  await act(async () => result.current.conflict?.keepMine());
  expect(send).toHaveBeenLastCalledWith({ name: "Theirs", phone: "5" }, 7);
  await waitFor(() => expect(result.current.conflict).toBeNull());
  expect(result.current.dirty()).toBe(false);
});

test("two edit: theirs can be taken", async () => {
  const read = async () => ({ version: 7, name: "Theirs", phone: "9" });
  const { result } = edit(
    { version: 1, name: "A", phone: "" },
    () => Promise.reject(refusal("stale", 412)),
    read,
  );
  act(() => result.current.form.setFieldValue("phone", "5"));
  await act(async () => result.current.submit());
  act(() => result.current.conflict?.takeTheirs());
  expect(result.current.form.getValues()).toEqual({ name: "Theirs", phone: "9" });
  expect(result.current.dirty()).toBe(false);
});

test("what is saved elsewhere is shown while nothing is written here, and only then", () => {
  const { result, rerender } = edit({ version: 1, name: "A", phone: "" }, async () => ({
    version: 2,
    name: "",
    phone: "",
  }));
  rerender({ thing: { version: 2, name: "B", phone: "" } });
  expect(result.current.form.getValues().name).toBe("B");
  act(() => result.current.form.setFieldValue("phone", "5"));
  rerender({ thing: { version: 3, name: "C", phone: "" } });
  expect(result.current.form.getValues()).toEqual({ name: "B", phone: "5" });
});
