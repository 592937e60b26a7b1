export function PublicOfferPage() {
  return null;
}
