/** What does the app read and settle of notices to recipients? */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";

export type Notice = Schema<"PrivacyNotice">;
export type Settlement = Schema<"SettlePrivacyNotice">;
/** Which notices: of a request, about a person, or those in a state. */
export type NoticesOf =
  | { request_id: string }
  | { subject_id: string }
  | { state: Schema<"PrivacyNoticeState"> };

const ROOT = "privacy-notices";

/** How staff can tell a recipient. */
export const HOWS = ["phone", "portal", "letter"] as const satisfies readonly Schema<"PrivacyNoticeHow">[];

/** Why a recipient need not be told. */
export const GROUNDS = [
  "impossible",
  "disproportionate",
  "not_disclosed",
] as const satisfies readonly Schema<"PrivacyNoticeGround">[];

/** Notices, the newest first. */
export const noticeList = (of: NoticesOf) =>
  listOptions([ROOT, of], (after) =>
    answer(api.GET("/api/v1/privacy-notices", { params: { query: { ...of, after } } })),
  );

/** Says what became of a notice. */
export function useSettle({ id, version }: Notice) {
  const client = useQueryClient();
  return useCommand(
    (body: Settlement, key) =>
      answer(
        api.POST("/api/v1/privacy-notices/{notice_id}/settle", {
          params: { path: { notice_id: id }, header: { ...ifMatch(version), ...key } },
          body,
        }),
      ),
    { onSuccess: () => client.invalidateQueries({ queryKey: [ROOT] }) },
  );
}
