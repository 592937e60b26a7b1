export function InvoiceList() {
  return null;
}
