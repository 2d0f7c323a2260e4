/**
 * The form as a PDF of A4 pages. Fonts are embedded with the signs that are used; nothing is loaded
 * from a network, and no file but the two fonts is read.
 */
import { createRequire } from 'node:module';
import pdfmake from 'pdfmake';
import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { BillDocument } from './bill-document.ts';
import { type Block, blocksOf, FIELDS_A_ROW, type Table } from './layout.ts';

const resolve = createRequire(import.meta.url).resolve;
const FONT = '@expo-google-fonts/noto-sans-sc';
const REGULAR = resolve(`${FONT}/400Regular/NotoSansSC_400Regular.ttf`);
const BOLD = resolve(`${FONT}/600SemiBold/NotoSansSC_600SemiBold.ttf`);
const FONTS = new Set([REGULAR, BOLD]);

pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => FONTS.has(path));
pdfmake.setFonts({ noto: { normal: REGULAR, bold: BOLD } });

const SMALL = 6.5;
const LINE = '#999999';
const SHADE = '#f1f3f5';
const ALARM = '#b42318';

/** Renders the form; takes about 0.2 s of this thread. */
export async function billPdf(bill: BillDocument): Promise<Buffer> {
  const title = `${bill.title} ${bill.settlementId}`;
  const definition: TDocumentDefinitions = {
    info: { title },
    pageSize: 'A4',
    pageMargins: [28, 22, 28, 30],
    defaultStyle: { font: 'noto', fontSize: 7.5, lineHeight: 0.92 },
    content: [
      { text: bill.title, fontSize: 15, bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      ...blocksOf(bill).flatMap(blockContent),
    ],
    footer: (page, pages) => ({
      text: `${bill.settlementId} · 第 ${page} 页，共 ${pages} 页`,
      fontSize: SMALL,
      alignment: 'center',
      margin: [0, 8, 0, 0],
    }),
  };
  return await pdfmake.createPdf(definition).getBuffer();
}

function blockContent(block: Block): readonly Content[] {
  switch (block.kind) {
    case 'notices':
      return block.texts.map((text) => ({ text, color: ALARM, margin: [0, 0, 0, 2] }));
    case 'fields':
      return [fieldsTable(block.rows)];
    case 'tables':
      return tablesContent(block.tables);
    case 'list':
      return block.items.length === 0
        ? []
        : [
            ...heading(block.title),
            { stack: block.items.map((text) => ({ text })), fontSize: SMALL },
          ];
    case 'signatures':
      return [
        {
          columns: block.labels.map((text) => ({ text })),
          margin: [0, 12, 0, 6],
          unbreakable: true,
        },
      ];
    case 'foot':
      return [{ stack: block.texts.map((text) => ({ text })), fontSize: SMALL, color: '#555555' }];
  }
}

const heading = (text: string): readonly Content[] =>
  text === '' ? [] : [{ text, bold: true, margin: [0, 2, 0, 1] }];

const FRAME = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  hLineColor: () => LINE,
  vLineColor: () => LINE,
  paddingLeft: () => 2.5,
  paddingRight: () => 2.5,
  paddingTop: () => 0.3,
  paddingBottom: () => 1.1,
};

type Fields = Extract<Block, { kind: 'fields' }>['rows'];

function fieldsTable(rows: Fields): Content {
  const widths = Array.from({ length: FIELDS_A_ROW }, () => [44, '*']).flat();
  const body = rows.map((fields) => {
    const cells: TableCell[] = fields.flatMap(({ label, text }) => [
      { text: label, fillColor: SHADE },
      { text },
    ]);
    const rest = 2 * FIELDS_A_ROW - cells.length;
    const last = fields.at(-1);
    if (rest > 0 && last) cells[cells.length - 1] = { text: last.text, colSpan: rest + 1 };
    return [...cells, ...Array.from({ length: rest }, () => ({}))];
  });
  return { table: { widths, body }, layout: FRAME, margin: [0, 0, 0, 3] };
}

function tablesContent(tables: readonly Table[]): readonly Content[] {
  const [only] = tables;
  if (tables.length === 1 && only) return [...heading(only.title), tableContent(only)];
  return [
    {
      columns: tables.map((one, at) => ({
        width: at === 0 ? '58%' : '*',
        stack: [...heading(one.title), tableContent(one)],
      })),
      columnGap: 8,
      unbreakable: true,
    },
  ];
}

const MANY_COLUMNS = 8;

function tableContent({ columns, rows, total }: Table): Content {
  const cells = (row: readonly string[], style: Record<string, unknown> = {}): TableCell[] =>
    columns.map(({ isNumber }, at) => ({
      text: row[at] ?? '',
      alignment: isNumber ? 'right' : 'left',
      ...style,
    }));
  const head = cells(
    columns.map(({ title }) => title),
    { fillColor: SHADE },
  );
  const last = total ? [cells(total, { bold: true })] : [];
  return {
    table: {
      headerRows: 1,
      dontBreakRows: true,
      widths: columns.map(({ width }) => width ?? '*'),
      body: [head, ...rows.map((row) => cells(row)), ...last],
    },
    layout: FRAME,
    fontSize: columns.length > MANY_COLUMNS ? SMALL : 7.5,
    margin: [0, 0, 0, 3],
  };
}
