/** Which claims were made, what was decided of them, and where is the file? */
import { Button, Text } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconFileExport from "@tabler/icons-react/dist/esm/icons/IconFileExport.mjs";
import IconListDetails from "@tabler/icons-react/dist/esm/icons/IconListDetails.mjs";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { saveFile } from "@/api/file.ts";
import { useMay } from "@/app/session.ts";
import { showInstant } from "@/lib/date.ts";
import { Empty } from "@/ui/empty.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";
import { ClaimFormDialog } from "./claim-form.tsx";
import classes from "./claims.module.css";
import { kronor } from "./kronor.ts";
import { type Claim, claimList, useClaimFile, useClaimForm } from "./queries.ts";

/** The list. */
export function ClaimList() {
  const { t } = useTranslation();
  const rows = useInfiniteQuery(claimList);
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.error) return <ProblemAlert error={rows.error} retry={() => rows.refetch()} />;
  if (!rows.isPending && items.length === 0)
    return (
      <Empty
        icon={<IconFileExport size={36} />}
        title={t("claims.noClaims")}
        text={t("claims.noClaimsText")}
      />
    );
  return (
    <>
      <ul className={classes.rows} aria-label={t("claims.tab.claims")}>
        {items.map((claim) => (
          <ClaimCard key={claim.id} claim={claim} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <Button variant="default" loading={rows.isFetchingNextPage} onClick={() => rows.fetchNextPage()}>
          {t("common.loadMore")}
        </Button>
      )}
    </>
  );
}

function ClaimCard({ claim }: { claim: Claim }) {
  const { t } = useTranslation();
  const may = useMay();
  const file = useClaimFile();
  const form = useClaimForm();
  const fetchFile = () =>
    file.mutate(claim.id, {
      onSuccess: ({ file_name, content }) => saveFile(content, file_name, "application/xml"),
    });
  return (
    <li className={classes.row}>
      <div className={classes.rowTop}>
        <div>
          <Text fw={650}>
            {claim.name} · {t(`claims.kind.${claim.kind}`)} {claim.year}
          </Text>
          <Text size="sm" c="dimmed">
            {t("claims.claimed", { at: showInstant(claim.created_at), count: claim.case_count })}
          </Text>
          <Text size="sm">
            {t("claims.askedSum", { sum: kronor(claim.asked_kr) })}
            {claim.decided_count > 0 &&
              ` · ${t("claims.approvedSum", { sum: kronor(claim.approved_kr), decided: claim.decided_count })}`}
          </Text>
          {claim.reference && (
            <Text size="sm" c="dimmed">
              {t("claims.reference", { reference: claim.reference })}
            </Text>
          )}
        </div>
        {may("identity_reveal") && claim.kind === "green" && (
          <Button
            variant="default"
            leftSection={<IconListDetails size={16} aria-hidden />}
            loading={form.isPending}
            onClick={() => form.mutate(claim.id)}
            aria-label={t("claims.form.showOf", { name: claim.name })}
          >
            {t("claims.form.show")}
          </Button>
        )}
        {may("identity_reveal") && claim.kind !== "green" && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={file.isPending}
            onClick={fetchFile}
            aria-label={t("claims.fileOf", { name: claim.name })}
          >
            {t("claims.file")}
          </Button>
        )}
      </div>
      <ProblemAlert error={file.error ?? form.error} />
      {form.data && <ClaimFormDialog form={form.data} onClose={form.reset} />}
    </li>
  );
}
