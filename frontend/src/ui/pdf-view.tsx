/** How does the document look on paper, and where does it stand? The PDF itself, drawn page by page, beside what is known of it. */
import { Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import IconDownload from "@tabler/icons-react/dist/esm/icons/IconDownload.mjs";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { PDFDocumentProxy } from "pdfjs-dist";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { fetchPdf, type PdfSource, saveFile } from "@/api/file.ts";
import classes from "./pdf-view.module.css";
import { ProblemAlert } from "./problem-alert.tsx";

type Props = {
  source: PdfSource;
  /** Changes when the document has: the version. Without it, the document is read as it is now. */
  version?: number | string;
  fileName: string;
  /** What it is called; a preview, unless said otherwise. */
  title?: string;
};

async function open(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const [pdfjs, worker] = await Promise.all([
    import("pdfjs-dist"),
    import("pdfjs-dist/build/pdf.worker.min.mjs?worker&url"),
  ]);
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
  return pdfjs.getDocument({ data: bytes, isEvalSupported: false }).promise;
}

/** The pages, and a button that saves the file. */
export function PdfView({ source, version, fileName, title }: Props) {
  const { t } = useTranslation();
  const name = title ?? t("common.pdf.title");
  const [now] = useState(() => new Date().toISOString());
  const query = useQuery({
    queryKey: ["pdf", source, version ?? now],
    queryFn: () => fetchPdf(source),
    // The last picture stays until the next one is drawn.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
  });
  const [bytes, setBytes] = useState(query.data);
  // Without contact the last picture stays, too.
  if (query.data && query.data !== bytes) setBytes(query.data);
  return (
    <Stack gap="sm" component="section" aria-label={name}>
      <Group justify="space-between">
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          disabled={!bytes}
          onClick={() => bytes && saveFile(bytes, fileName, "application/pdf")}
        >
          {t("common.pdf.download")}
        </Button>
      </Group>
      <ProblemAlert error={query.error} retry={() => query.refetch()} />
      {bytes ? <Pages bytes={bytes} /> : !query.error && <Blank />}
    </Stack>
  );
}

function Blank() {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t("common.pdf.loading")}>
      <Skeleton className={classes.blank} />
    </div>
  );
}

function Pages({ bytes }: { bytes: ArrayBuffer }) {
  const { t } = useTranslation();
  const [pdf, setPdf] = useState<PDFDocumentProxy | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    let opened: PDFDocumentProxy | null = null;
    // The reader takes its bytes away; the download still needs them.
    open(bytes.slice(0)).then(
      (document) => {
        opened = document;
        if (left) document.loadingTask.destroy();
        else {
          setPdf(document);
          setFailed(false);
        }
      },
      () => setFailed(true),
    );
    return () => {
      left = true;
      opened?.loadingTask.destroy();
    };
  }, [bytes]);
  if (failed) return <Text c="red">{t("common.pdf.failed")}</Text>;
  if (!pdf) return <Blank />;
  return (
    <div className={classes.pages}>
      {Array.from({ length: pdf.numPages }, (_, index) => index + 1).map((page) => (
        <PageCanvas
          key={page}
          pdf={pdf}
          page={page}
          label={t("common.pdf.page", { page, pages: pdf.numPages })}
        />
      ))}
    </div>
  );
}

function PageCanvas({ pdf, page, label }: { pdf: PDFDocumentProxy; page: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let stop = () => {};
    let left = false;
    const draw = async () => {
      const sheet = await pdf.getPage(page);
      const target = canvas.current;
      if (left || !target) return;
      const width = target.clientWidth * Math.min(window.devicePixelRatio || 1, 2);
      const viewport = sheet.getViewport({
        scale: Math.max(width, 600) / sheet.getViewport({ scale: 1 }).width,
      });
      // Drawn aside: the old page stays until the new one is whole.
      const aside = document.createElement("canvas");
      aside.width = viewport.width;
      aside.height = viewport.height;
      const task = sheet.render({ canvas: aside, viewport });
      stop = () => task.cancel();
      await task.promise;
      target.width = aside.width;
      target.height = aside.height;
      target.getContext("2d")?.drawImage(aside, 0, 0);
      target.dataset.drawn = "true";
    };
    // A page that goes away while it is drawn is no failure.
    draw().catch(() => undefined);
    return () => {
      left = true;
      stop();
    };
  }, [pdf, page]);
  return <canvas ref={canvas} className={classes.page} role="img" aria-label={label} />;
}

type BesideProps = { children: ReactNode; paper: ReactNode };

/** What is known of a document, and the document beside it, in sight while one scrolls; on narrow windows below. */
export function BesidePaper({ children, paper }: BesideProps) {
  return (
    <div className={classes.beside}>
      {children}
      <div className={classes.paper}>{paper}</div>
    </div>
  );
}
