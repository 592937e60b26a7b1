/** What does the app read and change of recipients and of the record of processing? */
import { queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";

export type Recipient = Schema<"Recipient">;
export type RecipientInput = Schema<"RecipientInput">;
export type Category = Schema<"PersonalDataCategory">;
export type Purpose = Schema<"ProcessingPurpose">;

/** As what somebody is given data. */
export const ROLES = [
  "processor",
  "independent_controller",
  "authority",
  "own_webhook",
] as const satisfies readonly Schema<"RecipientRole">[];

/** The sorts of data. */
export const CATEGORIES = [
  "contact_details",
  "employment_details",
  "online_identifier",
  "end_customer_contact_details",
  "business_record",
  "home",
  "national_identity_number",
  "free_text",
] as const satisfies readonly Category[];

/** What data is processed for. */
export const PURPOSES = [
  "deliver_service",
  "customer_relation",
  "log_in",
  "accountability",
] as const satisfies readonly Purpose[];

/** The register. */
export const recipientsQuery = queryOptions({
  queryKey: ["recipients"],
  queryFn: () => answer(api.GET("/api/v1/recipients")),
});

/** Registers a recipient, or replaces one. */
export function useSaveRecipient(recipient: Recipient | undefined) {
  const client = useQueryClient();
  return useCommand(
    (body: RecipientInput, key) =>
      recipient
        ? answer(
            api.PUT("/api/v1/recipients/{recipient_id}", {
              params: { path: { recipient_id: recipient.id }, header: ifMatch(recipient.version) },
              body,
            }),
          )
        : answer(api.POST("/api/v1/recipients", { params: { header: key }, body })),
    {
      onSuccess: () => {
        client.invalidateQueries({ queryKey: ["recipients"] });
        client.invalidateQueries({ queryKey: ["processing-record"] });
      },
    },
  );
}

/** The record of processing. */
export const recordQuery = (language: Schema<"Language">) =>
  queryOptions({
    queryKey: ["processing-record", language],
    queryFn: () => answer(api.GET("/api/v1/processing-record", { params: { query: { language } } })),
  });
