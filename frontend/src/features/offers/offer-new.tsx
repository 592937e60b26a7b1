export function OfferNew() {
  return null;
}
