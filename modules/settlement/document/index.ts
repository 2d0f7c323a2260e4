/**
 * The bill as a document: one value in the order of the official form, drawn as HTML and as PDF.
 */
export { billDocument } from './bill-document.ts';
export { billHtml } from './html.ts';
export { billPdf } from './pdf.ts';
export { PdfThread } from './pdf-thread.ts';
