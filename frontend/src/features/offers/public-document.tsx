/** How does the customer get the document itself? To look at, and to keep. */
import { Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import { useTranslation } from "react-i18next";
import { fetchPdf, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { PdfView } from "@/ui/pdf-view.tsx";
import { ProblemAlert } from "@/ui/problem-alert.tsx";

/** Buttons, and the document when it is asked for. */
export function PublicDocument({ token, number }: { token: string; number: number }) {
  const { t } = useTranslation();
  const [shown, { toggle }] = useDisclosure(false);
  const fileName = t("offers.fileName", { number });
  const download = useCommand(async () =>
    saveFile(await fetchPdf({ kind: "public-offer", token }), fileName, "application/pdf"),
  );
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconFileText size={16} aria-hidden />}
          aria-expanded={shown}
          onClick={toggle}
        >
          {t(shown ? "offers.public.hidePdf" : "offers.public.showPdf")}
        </Button>
        {!shown && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t("offers.public.downloadPdf")}
          </Button>
        )}
      </Group>
      <ProblemAlert error={download.error} />
      {shown && (
        <PdfView
          source={{ kind: "public-offer", token }}
          version={number}
          fileName={fileName}
          title={t("offers.document")}
        />
      )}
    </Stack>
  );
}
