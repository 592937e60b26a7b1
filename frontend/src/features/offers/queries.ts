/** What does the app read and change of offers? */
import { type QueryClient, queryOptions, useQueryClient } from "@tanstack/react-query";
import { answer, api, ifMatch, type Schema } from "@/api/client.ts";
import { listOptions } from "@/api/list.ts";
import { useCommand } from "@/api/use-command.ts";
import { speak } from "@/i18n/index.ts";

export type Offer = Schema<"Offer">;
export type OfferInput = Schema<"OfferInput">;
export type OfferItem = Schema<"OfferItem">;
export type PublicOffer = Schema<"PublicOffer">;

/** How offers are sorted. */
export type OfferSort = "-number" | "number" | "-offered_on" | "-total_ore";

/** What narrows the list of offers. */
export type OfferFilters = {
  q?: string;
  status?: Schema<"OfferStatus">;
  customer_id?: string;
  sort?: OfferSort;
};

/** The list of offers. */
export const offerList = (filters: OfferFilters) =>
  listOptions(["offers", "list", filters], (after) =>
    answer(
      api.GET("/api/v1/offers", { params: { query: { ...filters, after, total: after === undefined } } }),
    ),
  );

const MAIL_MILLIS = 2000;

/** One offer. Read again while a letter about it is on its way. */
export const offerQuery = (id: string) =>
  queryOptions({
    queryKey: ["offers", id],
    queryFn: () => readOffer(id),
    refetchInterval: ({ state }) =>
      state.data?.mails.some((mail) => mail.state === "queued") ? MAIL_MILLIS : false,
  });

/** One offer as the server has it now. */
export function readOffer(id: string): Promise<Offer> {
  return answer(api.GET("/api/v1/offers/{offer_id}", { params: { path: { offer_id: id } } }));
}

/** What has changed is shown everywhere; the offer itself is what the server answered. */
export function spread(client: QueryClient, offer: Offer): void {
  client.setQueryData(offerQuery(offer.id).queryKey, offer);
  client.invalidateQueries({ queryKey: ["offers"], predicate: ({ queryKey }) => queryKey[1] !== offer.id });
  client.invalidateQueries({ queryKey: ["dashboard"] });
}

/** Saves a draft that was read in `version`. */
export function replaceOffer(id: string, version: number, body: OfferInput): Promise<Offer> {
  return answer(
    api.PUT("/api/v1/offers/{offer_id}", {
      params: { path: { offer_id: id }, header: ifMatch(version) },
      body,
    }),
  );
}

/** Begins an offer. */
export function useCreateOffer() {
  const client = useQueryClient();
  return useCommand(
    (body: OfferInput, key) => answer(api.POST("/api/v1/offers", { params: { header: key }, body })),
    { onSuccess: (offer) => spread(client, offer) },
  );
}

type Versioned = { id: string; version: number };

/** Sends an offer, or sends it again. */
export function useSendOffer() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version, letter }: Versioned & { letter: Schema<"SendOffer"> }, key) =>
      answer(
        api.POST("/api/v1/offers/{offer_id}/send", {
          params: { path: { offer_id: id }, header: { ...ifMatch(version), ...key } },
          body: letter,
        }),
      ),
    { onSuccess: (offer) => spread(client, offer) },
  );
}

/** Takes a sent offer back. */
export function useWithdrawOffer() {
  const client = useQueryClient();
  return useCommand(
    ({ id, version }: Versioned, key) =>
      answer(
        api.POST("/api/v1/offers/{offer_id}/withdraw", {
          params: { path: { offer_id: id }, header: { ...ifMatch(version), ...key } },
        }),
      ),
    { onSuccess: (offer) => spread(client, offer) },
  );
}

/** Makes an order of an accepted offer. */
export function useConvertOffer() {
  const client = useQueryClient();
  return useCommand(
    (offer_id: string, key) =>
      answer(api.POST("/api/v1/orders/from-offer", { params: { header: key }, body: { offer_id } })),
    {
      onSuccess: (order) => {
        client.setQueryData(["orders", order.id], order);
        for (const key of ["offers", "orders", "dashboard"]) client.invalidateQueries({ queryKey: [key] });
      },
    },
  );
}

/** The offer behind a link; the page speaks its language. */
export const publicOfferQuery = (token: string) =>
  queryOptions({
    queryKey: ["public-offer", token],
    queryFn: async () => {
      const offer = await answer(api.GET("/api/v1/public/offers/{token}", { params: { path: { token } } }));
      await speak(offer.language);
      return offer;
    },
  });

/** The customer's yes. */
export function useAcceptOffer(token: string) {
  const client = useQueryClient();
  return useCommand(
    (name: string) =>
      answer(
        api.POST("/api/v1/public/offers/{token}/accept", { params: { path: { token } }, body: { name } }),
      ),
    { onSuccess: (offer) => client.setQueryData(publicOfferQuery(token).queryKey, offer) },
  );
}

/** The customer's no. */
export function useDeclineOffer(token: string) {
  const client = useQueryClient();
  return useCommand(
    (reason: string) =>
      answer(
        api.POST("/api/v1/public/offers/{token}/decline", { params: { path: { token } }, body: { reason } }),
      ),
    { onSuccess: (offer) => client.setQueryData(publicOfferQuery(token).queryKey, offer) },
  );
}
