/** What is only for users of the company? A visitor of the operator's support takes no document out and keeps no view. */
import { Text } from "@mantine/core";
import type { ComponentProps } from "react";
import { useTranslation } from "react-i18next";
import { PdfView } from "@/ui/pdf-view.tsx";
import { SavedViews } from "@/ui/saved-views.tsx";
import { useMay } from "./session.ts";

/** A document as a PDF; to whom none is shown it says so. */
export function OwnPdf(props: ComponentProps<typeof PdfView>) {
  const { t } = useTranslation();
  const may = useMay();
  if (may("documents_export")) return <PdfView {...props} />;
  return (
    <Text size="sm" c="dimmed">
      {t("support.noDocuments")}
    </Text>
  );
}

/** The user's own views of a list. */
export function OwnViews(props: ComponentProps<typeof SavedViews>) {
  const may = useMay();
  return may("self") ? <SavedViews {...props} /> : null;
}
