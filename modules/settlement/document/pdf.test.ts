/**
 * The PDF as a reader sees it. Goal: every Chinese sign of a bill is drawn as itself; a lost glyph
 * leaves the text layer right and the page blank. Method: all signs of a real bill are set as the
 * title of the form, Chromium's own viewer draws the page, and each sign on the picture must be
 * more like itself, as the font draws it, than like any other sign of the bill.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { embeddedDatabases } from '../../../testing/databases/index.ts';
import { billsForReaders } from '../../../testing/service/bills.ts';
import { billDocument, billPdf } from './index.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const isHere = existsSync(CHROMIUM);
if (!isHere) {
  console.warn(`SKIPPED: no Chromium at ${CHROMIUM}; how the PDF of a bill looks is untested`);
}

const FONT = createRequire(import.meta.url).resolve(
  '@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
);
const VIEW = `<body style="margin:0"><embed type="application/pdf" width="2000" height="2900"
  src="/bill.pdf#toolbar=0&navpanes=0&view=FitH">`;
/** Points: of the page, of the title's signs, of one line of the title, and where it begins. */
const PAGE = 595.28;
const SIGN = 15;
const PITCH = SIGN * 1.448 * 0.92;
const TOP = 22;
const IN_A_ROW = 30;

describe.skipIf(!isHere)('the PDF of a bill in Chromium', () => {
  const { fresh, end } = embeddedDatabases();
  let server: Server;
  let browser: Browser;
  let pdf: Buffer;
  let signs: readonly string[];
  let url: string;

  beforeAll(async () => {
    const { stay } = await billsForReaders(await fresh());
    const made = billDocument(stay);
    signs = [...new Set(JSON.stringify(made).match(/[\u4e00-\u9fff]/g))];
    const rows = Array.from({ length: Math.ceil(signs.length / IN_A_ROW) }, (_, row) =>
      signs.slice(row * IN_A_ROW, (row + 1) * IN_A_ROW).join(''),
    );
    pdf = await billPdf({ ...made, title: rows.join('\n') });
    server = createServer((request, answer) => {
      const [type, body] =
        request.url === '/bill.pdf'
          ? ['application/pdf', pdf]
          : request.url === '/font.ttf'
            ? ['font/ttf', readFileSync(FONT)]
            : ['text/html', request.url === '/view' ? VIEW : '<canvas>'];
      answer.writeHead(200, { 'content-type': type }).end(body);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--headless=new'],
      // The viewer is an extension of the browser, which the old headless mode leaves out.
      ignoreDefaultArgs: [
        '--headless',
        '--disable-extensions',
        '--disable-component-extensions-with-background-pages',
      ],
    });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
    await end();
  });

  it('draws every Chinese sign as the font has it', async () => {
    const page = await browser.newPage({ viewport: { width: 2000, height: 2900 } });
    await page.goto(`${url}/view`);
    const shot = await drawn(async () => (await page.screenshot()).toString('base64'));
    await page.goto(`${url}/compare`);
    const place = { PAGE, SIGN, PITCH, TOP, IN_A_ROW };
    const unlike = await page.evaluate(compare, { shot, signs, place });
    expect(signs.length).toBeGreaterThan(150);
    expect(unlike).toEqual([]);
  }, 60_000);
});

/** Takes pictures until two are alike and not small: the viewer has drawn. */
async function drawn(take: () => Promise<string>): Promise<string> {
  let last = '';
  for (let tries = 0; tries < 40; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    const next = await take();
    if (next === last && next.length > 100_000) return next;
    last = next;
  }
  throw new Error('Chromium drew no PDF');
}

interface Given {
  readonly shot: string;
  readonly signs: readonly string[];
  readonly place: {
    readonly PAGE: number;
    readonly SIGN: number;
    readonly PITCH: number;
    readonly TOP: number;
    readonly IN_A_ROW: number;
  };
}

/** Runs in the page: names the signs whose picture is nearest to another sign's, or empty. */
async function compare({ shot, signs, place }: Given): Promise<readonly string[]> {
  const GRID = 36;
  const font = new FontFace('noto', 'url(/font.ttf)');
  document.fonts.add(await font.load());
  const picture = new Image();
  picture.src = `data:image/png;base64,${shot}`;
  await picture.decode();
  const canvasOf = (width: number, height: number) => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    return context;
  };
  const screen = canvasOf(picture.width, picture.height);
  screen.drawImage(picture, 0, 0);
  const middle = screen.getImageData(0, 1450, picture.width, 1).data;
  const white = Array.from({ length: picture.width }, (_, x) => x).filter(
    (x) => (middle[4 * x] ?? 0) > 200,
  );
  const left = white[0] ?? 0;
  const scale = ((white.at(-1) ?? 0) - left + 1) / place.PAGE;
  const column = screen.getImageData(left + 5, 0, 1, 60).data;
  const top = Array.from({ length: 60 }, (_, y) => y).findIndex((y) => (column[4 * y] ?? 0) > 200);
  /** Darkness of a picture's ink, its box stretched over a grid; null: no ink. */
  const inkOf = (context: CanvasRenderingContext2D, x: number, y: number, w: number, h: number) => {
    const { data, width, height } = context.getImageData(x, y, w, h);
    const dark = (px: number, py: number) => 255 - (data[4 * (py * width + px)] ?? 255);
    const xs: number[] = [];
    const ys: number[] = [];
    for (let py = 0; py < height; py++) {
      for (let px = 0; px < width; px++) {
        if (dark(px, py) > 100) {
          xs.push(px);
          ys.push(py);
        }
      }
    }
    if (xs.length === 0) return null;
    const box = {
      x0: Math.min(...xs),
      x1: Math.max(...xs),
      y0: Math.min(...ys),
      y1: Math.max(...ys),
    };
    const side = Math.max(box.x1 - box.x0, box.y1 - box.y0) + 1;
    const small = canvasOf(GRID, GRID);
    small.fillStyle = '#fff';
    small.fillRect(0, 0, GRID, GRID);
    small.drawImage(context.canvas, x + box.x0, y + box.y0, side, side, 0, 0, GRID, GRID);
    const grid = small.getImageData(0, 0, GRID, GRID).data;
    return Array.from({ length: GRID * GRID }, (_, at) => 255 - (grid[4 * at] ?? 255));
  };
  const size = Math.round(place.SIGN * scale);
  const references = signs.map((sign) => {
    const own = canvasOf(2 * size, 2 * size);
    own.fillStyle = '#fff';
    own.fillRect(0, 0, 2 * size, 2 * size);
    own.fillStyle = '#000';
    own.font = `${size}px noto`;
    own.fillText(sign, size / 2, 1.5 * size);
    return inkOf(own, 0, 0, 2 * size, 2 * size);
  });
  const distance = (one: readonly number[], other: readonly number[]) =>
    one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0);
  return signs.flatMap((sign, index) => {
    const row = Math.floor(index / place.IN_A_ROW);
    const length = Math.min(place.IN_A_ROW, signs.length - row * place.IN_A_ROW);
    const from = (place.PAGE - length * place.SIGN) / 2 + (index % place.IN_A_ROW) * place.SIGN;
    const x = Math.round(left + from * scale);
    const y = Math.round(top + (place.TOP + row * place.PITCH) * scale);
    const seen = inkOf(screen, x, y, size, Math.round(place.PITCH * scale));
    if (!seen) return [`${sign}: nothing`];
    const apart = references.map((one) => (one ? distance(seen, one) : Number.POSITIVE_INFINITY));
    const nearest = apart.indexOf(Math.min(...apart));
    return nearest === index ? [] : [`${sign}: looks like ${signs[nearest]}`];
  });
}
