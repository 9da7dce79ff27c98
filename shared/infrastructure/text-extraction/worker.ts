import { parentPort, workerData } from 'node:worker_threads';
import type { Extraction, FileToRead } from '../../application/ports/text-extractor.ts';

/** The program of the thread that reads one file. A failure here only ends this thread. */

const read = async (file: FileToRead): Promise<Extraction> => {
  switch (file.kind) {
    case 'pdf':
      return (await import('./pdf.ts')).textOfPdf(file);
    case 'docx':
      return (await import('./docx.ts')).textOfDocx(file);
    case 'text':
      return (await import('./plain.ts')).textOfPlain(file);
    case 'table':
      return (await import('./table.ts')).textOfTable(file);
    case 'xlsx':
      return (await import('./xlsx.ts')).textOfXlsx(file);
    case 'html':
      return (await import('./html.ts')).textOfHtml(file);
    default:
      return file.kind satisfies never;
  }
};

parentPort?.postMessage(await read(workerData).catch((): Extraction => ({ kind: 'failed' })));
