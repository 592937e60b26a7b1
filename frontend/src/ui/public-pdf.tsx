/** How does a customer without an account get the document itself? To look at, and to keep. */
import { Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import IconFileText from "@tabler/icons-react/dist/esm/icons/IconFileText.mjs";
import { useTranslation } from "react-i18next";
import { fetchPdf, type PdfSource, saveFile } from "@/api/file.ts";
import { useCommand } from "@/api/use-command.ts";
import { PdfView } from "./pdf-view.tsx";
import { ProblemAlert } from "./problem-alert.tsx";

type Props = { source: PdfSource; version: number | string; fileName: string; title: string };

/** Buttons, and the document when it is asked for. */
export function PublicPdf({ source, version, fileName, title }: Props) {
  const { t } = useTranslation();
  const [shown, { toggle }] = useDisclosure(false);
  const download = useCommand(async () => saveFile(await fetchPdf(source), fileName, "application/pdf"));
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Button
          variant="default"
          leftSection={<IconFileText size={16} aria-hidden />}
          aria-expanded={shown}
          onClick={toggle}
        >
          {t(shown ? "common.public.hidePdf" : "common.public.showPdf")}
        </Button>
        {!shown && (
          <Button
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            {t("common.public.downloadPdf")}
          </Button>
        )}
      </Group>
      <ProblemAlert error={download.error} />
      {shown && <PdfView source={source} version={version} fileName={fileName} title={title} />}
    </Stack>
  );
}
