/**
 * The form as one HTML page for screen and paper: no script, and nothing loaded from elsewhere.
 */
import type { BillDocument } from './bill-document.ts';
import { type Block, blocksOf, type Column, FIELDS_A_ROW, type Table } from './layout.ts';

const STYLE = `
@page { size: A4; margin: 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 8mm; max-width: 210mm; color: #111; background: #fff;
  font: 12px/1.45 "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei",
    sans-serif; }
h1 { margin: 0 0 4mm; font-size: 20px; text-align: center; letter-spacing: .12em; }
h2 { margin: 0; font-size: 12px; font-weight: 600; }
section { margin-top: 3mm; break-inside: avoid; }
section.lines { break-inside: auto; }
.side { display: flex; gap: 3mm; }
.side > div { flex: 1 1 0; }
.side > div:first-child:not(:last-child) { flex-grow: 1.35; }
table { width: 100%; border-collapse: collapse; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
th, td { padding: 1px 4px; border: 1px solid #999; text-align: left; vertical-align: top;
  overflow-wrap: anywhere; }
thead th { font-weight: 500; background: #f1f3f5; }
.n { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.fields { table-layout: fixed; }
.label { width: 10%; background: #f1f3f5; font-weight: 500; white-space: nowrap; }
.total td { font-weight: 600; }
.notice { margin: 0 0 2mm; padding: 4px 8px; border: 1px solid #b42318; color: #b42318; }
.lines table { font-size: 10.5px; }
ol { margin: 0; padding: 0; list-style: none; font-size: 10.5px; }
.signatures { display: flex; gap: 4mm; margin-top: 8mm; }
.signatures div { flex: 1; border-top: 1px solid #999; padding-top: 2px; }
footer { margin-top: 4mm; color: #555; font-size: 10px; }
footer p { margin: 0; }
@media print {
  body { padding: 0; max-width: none; font-size: 9px; line-height: 1.3; }
  h1 { font-size: 17px; margin-bottom: 2mm; }
  h2 { font-size: 9px; }
  section { margin-top: 1.5mm; }
  .lines table, ol, footer { font-size: 8px; }
}
`;

/** Gives the whole page; every text of the bill is escaped. */
export function billHtml(bill: BillDocument): string {
  const title = escaped(`${bill.title} ${bill.settlementId}`);
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<h1>${escaped(bill.title)}</h1>
${blocksOf(bill).map(blockHtml).join('\n')}
</body>
</html>
`;
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'notices':
      return block.texts.map((one) => `<p class="notice">${escaped(one)}</p>`).join('');
    case 'fields':
      return `<section><h2>${escaped(block.title)}</h2><table class="fields"><tbody>${block.rows
        .map(fieldRow)
        .join('')}</tbody></table></section>`;
    case 'tables':
      return tablesHtml(block.tables);
    case 'list':
      return block.items.length === 0
        ? ''
        : `<section><h2>${escaped(block.title)}</h2><ol>${block.items
            .map((one) => `<li>${escaped(one)}</li>`)
            .join('')}</ol></section>`;
    case 'signatures':
      return `<div class="signatures">${block.labels
        .map((one) => `<div>${escaped(one)}</div>`)
        .join('')}</div>`;
    case 'foot':
      return `<footer>${block.texts.map((one) => `<p>${escaped(one)}</p>`).join('')}</footer>`;
  }
}

type Fields = Extract<Block, { kind: 'fields' }>['rows'][number];

function fieldRow(fields: Fields): string {
  const rest = 2 * (FIELDS_A_ROW - fields.length) + 1;
  const cells = fields.map(({ label, text }, at) => {
    const span = at === fields.length - 1 && rest > 1 ? ` colspan="${rest}"` : '';
    return `<th class="label" scope="row">${escaped(label)}</th><td${span}>${escaped(text)}</td>`;
  });
  return `<tr>${cells.join('')}</tr>`;
}

const LONG_TABLE = 8;

function tablesHtml(tables: readonly Table[]): string {
  if (tables.length > 1) {
    const parts = tables.map((one) => `<div>${tableHtml(one)}</div>`).join('');
    return `<section class="side">${parts}</section>`;
  }
  const isLong = tables.some(({ columns }) => columns.length > LONG_TABLE);
  return `<section${isLong ? ' class="lines"' : ''}>${tables.map(tableHtml).join('')}</section>`;
}

function tableHtml({ title, columns, rows, total }: Table): string {
  const head = columns
    .map((one) => `<th scope="col"${classOf(one)}>${escaped(one.title)}</th>`)
    .join('');
  const cells = (row: readonly string[]) =>
    columns.map((one, at) => `<td${classOf(one)}>${escaped(row[at] ?? '')}</td>`).join('');
  const body = rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
  const foot = total ? `<tr class="total">${cells(total)}</tr>` : '';
  const heading = title === '' ? '' : `<h2>${escaped(title)}</h2>`;
  return `${heading}<table><thead><tr>${head}</tr></thead><tbody>${body}${foot}</tbody></table>`;
}

const classOf = ({ isNumber }: Column) => (isNumber ? ' class="n"' : '');

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
