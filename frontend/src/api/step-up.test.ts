/** Is the user asked once for a proof, and is what was refused sent again as it was? */
import { beforeEach, expect, test, vi } from "vitest";
import { mockApi, refuse } from "@/testing/mock-api.ts";
import { somebody } from "@/testing/people.ts";
import { answer, api, proveSession, type Schema } from "./client.ts";
import { fetchVoucherExport } from "./file.ts";
import { onStepUp } from "./step-up.ts";
import { accessToken, setAccessToken } from "./token.ts";

const session = (access_token: string): Schema<"Session"> => ({
  access_token,
  expires_in: 600,
  refresh_token: null,
  me: somebody(),
});
const access: Schema<"SupportAccess"> = {
  id: "019a0000-0000-7000-8000-000000000031",
  reason: "Fakturan ser fel ut",
  state: "open",
  granted_at: "2026-11-20T09:00:00Z",
  granted_by_name: "Karin Ek",
  expires_at: "2026-11-20T09:30:00Z",
  ended_at: null,
  ended_by_name: null,
  visitors: [],
};

/** A server that asks for a proof until the token is the one that proving gives. */
function server() {
  const proven = (headers: Headers) => headers.get("authorization") === "Bearer proven";
  return mockApi({
    "POST /api/v1/support-accesses": ({ headers }) =>
      proven(headers) ? access : refuse(403, "step_up_required"),
    "GET /api/v1/voucher-exports/{voucher_export_id}/file": ({ headers }) =>
      proven(headers) ? "the file" : refuse(403, "step_up_required"),
    "POST /api/v1/session/prove": ({ body }) =>
      body.password === "right"
        ? session("proven")
        : refuse(422, "invalid_fields", [{ pointer: "/password", code: "wrong_password" }]),
  });
}

const grant = () =>
  answer(
    api.POST("/api/v1/support-accesses", {
      params: { header: { "Idempotency-Key": "one-key" } },
      body: { reason: "Fakturan ser fel ut", minutes: 30 },
    }),
  );
const file = fetchVoucherExport;
const give = () => proveSession("right").then(() => true);

beforeEach(() => {
  setAccessToken("old");
  onStepUp(null);
});

test("what was refused is sent again, the same under the same key, after one question for all that wait", async () => {
  const asked = server();
  const ask = vi.fn(give);
  onStepUp(ask);
  await Promise.all([grant(), file("1"), file("2")]);
  expect(ask).toHaveBeenCalledTimes(1);
  expect(accessToken()).toBe("proven");
  const sent = asked.sentTo("POST /api/v1/support-accesses");
  expect(sent).toHaveLength(2);
  expect(sent[1]?.body).toEqual(sent[0]?.body);
  expect(sent.map(({ headers }) => headers.get("idempotency-key"))).toEqual(["one-key", "one-key"]);
  await grant();
  expect(ask).toHaveBeenCalledTimes(1);
});

test("taken back, the refusal is the answer, and the next request asks anew", async () => {
  const asked = server();
  const ask = vi.fn().mockResolvedValueOnce(false).mockImplementation(give);
  onStepUp(ask);
  await expect(grant()).rejects.toMatchObject({ code: "step_up_required", status: 403 });
  expect(asked.sent).toHaveLength(1);
  await grant();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("a refusal that comes late, after it was proven for another request, asks nothing", async () => {
  const asked = server();
  const ask = vi.fn(give);
  onStepUp(ask);
  let release = () => {};
  const late = new Promise<void>((resolve) => {
    release = resolve;
  });
  asked.on("GET /api/v1/voucher-exports/{voucher_export_id}/file", async ({ headers }) => {
    if (headers.get("authorization") === "Bearer proven") return "the file";
    await late;
    return refuse(403, "step_up_required");
  });
  const slow = file("1");
  await grant();
  release();
  await slow;
  expect(ask).toHaveBeenCalledTimes(1);
});

test("another refusal is no reason to ask", async () => {
  const asked = server();
  const ask = vi.fn(give);
  onStepUp(ask);
  asked.on("POST /api/v1/support-accesses", () => refuse(403, "forbidden"));
  await expect(grant()).rejects.toMatchObject({ code: "forbidden" });
  expect(ask).not.toHaveBeenCalled();
});

test("an access token that has run out is renewed before the password is sent again; a wrong one is said", async () => {
  const asked = server();
  asked.on("POST /api/v1/session/refresh", () => session("renewed"));
  asked.on("POST /api/v1/session/prove", ({ body, headers }) => {
    if (headers.get("authorization") === "Bearer old") return refuse(401, "unauthenticated");
    return body.password === "right"
      ? session("proven")
      : refuse(422, "invalid_fields", [{ pointer: "/password", code: "wrong_password" }]);
  });
  await expect(proveSession("wrong")).rejects.toMatchObject({ errors: [{ code: "wrong_password" }] });
  expect(accessToken()).toBe("renewed");
  await proveSession("right");
  expect(asked.sentTo("POST /api/v1/session/refresh")).toHaveLength(1);
  expect(asked.sentTo("POST /api/v1/session/prove")).toHaveLength(3);
});
