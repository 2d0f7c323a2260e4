/**
 * An `.xlsx` workbook: its sheets by name, and what cells refer to – shared texts and which styles
 * show a number as a day. Sheets are read row by row (`sheet-rows.ts`).
 */
import { posix } from 'node:path';
import { CityRefused } from '../../refused.ts';
import { attribute, type XmlToken, xmlTokens } from './xml.ts';
import { LIMITS, openZip, type Zip, type ZipLimits } from './zip.ts';

export interface Workbook {
  readonly zip: Zip;
  readonly sheets: readonly Sheet[];
  readonly sharedTexts: readonly string[];
  /** Whether a cell of a style shows a day. */
  readonly isDayStyle: (style: number) => boolean;
  /** Serial 0 is 1904-01-01 and not 1899-12-30. */
  readonly is1904: boolean;
}

export interface Sheet {
  readonly name: string;
  readonly path: string;
}

/** Opens a workbook; the caller closes `zip`. Rejects with `CityRefused`. */
export async function openWorkbook(path: string, limits: ZipLimits = LIMITS): Promise<Workbook> {
  const zip = await openZip(path, limits);
  try {
    if (!zip.has('xl/workbook.xml')) {
      throw new CityRefused(`${path} 是压缩包，不是 .xlsx 工作簿；请在 Excel 里另存为 .xlsx`);
    }
    const { sheets, is1904 } = await readBook(zip);
    const sharedTexts = zip.has('xl/sharedStrings.xml') ? await readTexts(zip) : [];
    const days = zip.has('xl/styles.xml') ? await readDayStyles(zip) : new Set<number>();
    return { zip, sheets, sharedTexts, isDayStyle: (style) => days.has(style), is1904 };
  } catch (fault) {
    await zip.close();
    throw fault;
  }
}

/** The sheet of a name; without a name the only one. */
export function sheetOf({ sheets }: Workbook, name: string | undefined, file: string): Sheet {
  const names = sheets.map((sheet) => `“${sheet.name}”`).join('、');
  if (name === undefined) {
    const [only] = sheets;
    if (only && sheets.length === 1) return only;
    throw new CityRefused(`${file} 有 ${sheets.length} 张工作表：${names}；请在列对照表里写 sheet`);
  }
  const found = sheets.find((sheet) => sheet.name === name);
  if (found) return found;
  throw new CityRefused(`${file} 里没有工作表“${name}”，有 ${names}`);
}

async function each(zip: Zip, path: string, take: (token: XmlToken) => void): Promise<void> {
  for await (const tokens of xmlTokens(zip.read(path))) for (const token of tokens) take(token);
}

const isTag = ({ kind }: XmlToken) => kind === 'open' || kind === 'empty';

async function readBook(zip: Zip): Promise<Pick<Workbook, 'sheets' | 'is1904'>> {
  const targets = new Map<string, string>();
  await each(zip, 'xl/_rels/workbook.xml.rels', (token) => {
    if (!isTag(token) || token.name !== 'Relationship') return;
    targets.set(attribute(token, 'Id') ?? '', attribute(token, 'Target') ?? '');
  });
  const sheets: Sheet[] = [];
  let is1904 = false;
  await each(zip, 'xl/workbook.xml', (token) => {
    if (!isTag(token)) return;
    if (token.name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute(token, 'date1904') ?? '');
    if (token.name !== 'sheet') return;
    const target = targets.get(attribute(token, 'id') ?? '') ?? '';
    const path = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
    // A chart has a place among the sheets, and no rows.
    if (zip.has(path) && path.includes('worksheets/')) {
      sheets.push({ name: attribute(token, 'name') ?? '', path });
    }
  });
  return { sheets, is1904 };
}

/** Reads the shared texts: runs of one text are joined, readings of it are left out. */
async function readTexts(zip: Zip): Promise<readonly string[]> {
  const texts: string[] = [];
  let [text, isText, isReading] = ['', false, false];
  await each(zip, 'xl/sharedStrings.xml', ({ kind, name, text: said }) => {
    if (kind === 'text') {
      if (isText && !isReading) text += said;
      return;
    }
    if (name === 't') isText = kind === 'open';
    else if (name === 'rPh') isReading = kind === 'open';
    else if (name === 'si') {
      if (kind === 'open') text = '';
      else texts.push(kind === 'empty' ? '' : text);
    }
  });
  return texts;
}

/** Formats 14 to 22 and 45 to 47 are days and times, and 27 to 36 and 50 to 58 Chinese ones. */
function isOwnDay(format: number): boolean {
  const within = (from: number, until: number) => format >= from && format <= until;
  return within(14, 22) || within(27, 36) || within(45, 47) || within(50, 58);
}

/** A format of its own shows a day if letters of days stand outside quotes and brackets. */
function isDayFormat(format: string): boolean {
  return /[ymdhs年月日]/i.test(format.replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, ''));
}

async function readDayStyles(zip: Zip): Promise<ReadonlySet<number>> {
  const formats = new Map<number, string>();
  const days = new Set<number>();
  let [isStyles, index] = [false, 0];
  await each(zip, 'xl/styles.xml', (token) => {
    const { kind, name } = token;
    if (name === 'cellXfs') isStyles = kind === 'open';
    if (!isTag(token)) return;
    if (name === 'numFmt') {
      formats.set(Number(attribute(token, 'numFmtId')), attribute(token, 'formatCode') ?? '');
    }
    if (name !== 'xf' || !isStyles) return;
    const format = Number(attribute(token, 'numFmtId') ?? 0);
    const own = formats.get(format);
    if (own === undefined ? isOwnDay(format) : isDayFormat(own)) days.add(index);
    index++;
  });
  return days;
}
