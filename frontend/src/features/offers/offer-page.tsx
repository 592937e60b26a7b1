/** One offer: written while it is a draft, read once it has been sent. */
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Loaded } from "@/ui/loaded.tsx";
import { OfferDraft } from "./offer-draft.tsx";
import { OfferRead } from "./offer-read.tsx";
import { type Offer, offerQuery } from "./queries.ts";

const route = getRouteApi("/inside/offerter/$offerId");
const isWritable = (offer: Offer | undefined): boolean => offer?.actions.includes("replace") ?? false;

/** The page of an offer. */
export function OfferPage() {
  const { offerId } = route.useParams();
  const query = useQuery({
    ...offerQuery(offerId),
    // A draft looks for other people's changes itself, when nothing of it waits to be saved.
    refetchOnWindowFocus: ({ state }) => !isWritable(state.data),
    refetchOnReconnect: ({ state }) => !isWritable(state.data),
  });
  return (
    <Loaded query={query}>
      {(offer) =>
        isWritable(offer) ? (
          <OfferDraft key={offer.id} offer={offer} />
        ) : (
          <OfferRead key={offer.id} offer={offer} />
        )
      }
    </Loaded>
  );
}
