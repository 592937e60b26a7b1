export function OfferList() {
  return null;
}
