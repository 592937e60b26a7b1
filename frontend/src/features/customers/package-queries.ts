/** How does a customer who brings a package come in? First as a rehearsal, then in earnest. */
import { useQueryClient } from "@tanstack/react-query";
import { answer, api, type Schema } from "@/api/client.ts";
import { useCommand } from "@/api/use-command.ts";

export type PackageImport = Schema<"PrivacyPackageImport">;
type Brought = Schema<"ImportPrivacyPackage">;
type Key = { "Idempotency-Key": string };

function bring(body: Brought, header: Key, dry_run?: true) {
  return answer(api.POST("/api/v1/privacy-packages", { params: { header, query: { dry_run } }, body }));
}

/** What would come in. */
export function usePreviewPackage() {
  return useCommand((body: Brought, key) => bring(body, key, true));
}

/** Takes the package in. */
export function useImportPackage() {
  const client = useQueryClient();
  return useCommand((body: Brought, key) => bring(body, key), {
    onSuccess: () => client.invalidateQueries({ queryKey: ["customers"] }),
  });
}
