export function ForgottenPage() {
  return null;
}
