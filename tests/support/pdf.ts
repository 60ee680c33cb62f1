import { inflateSync } from 'node:zlib';

/**
 * The words of a PDF that Chromium printed, a page a string: its content streams, with each font's own table of what
 * its glyphs mean. Enough for our reports, not for every PDF there is.
 */
export function wordsInPdf(bytes: Uint8Array): readonly string[] {
  const objects = objectsIn(Buffer.from(bytes));
  const pages = [...objects.values()].filter(({ head }) => /\/Type\s*\/Page\b/.test(head));
  return pages.map(({ head }) => {
    const fonts = fontsOf(dictionaryOf(head, 'Resources', objects), objects);
    const contents = /\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? '';
    const words = referencesIn(contents).map((id) => wordsOf(objects.get(id)?.stream ?? '', fonts));
    return words.join(' ');
  });
}

interface PdfObject {
  readonly head: string;
  readonly stream: string;
}

function objectsIn(pdf: Buffer): ReadonlyMap<number, PdfObject> {
  const text = pdf.toString('latin1');
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(\d+) 0 obj\b/g)) {
    const from = match.index + match[0].length;
    const end = text.indexOf('endobj', from);
    const at = text.indexOf('stream', from);
    if (at < 0 || at > end) {
      objects.set(Number(match[1]), { head: text.slice(from, end), stream: '' });
      continue;
    }
    const head = text.slice(from, at);
    const begin = at + (text[at + 6] === '\r' ? 8 : 7);
    const body = pdf.subarray(begin, text.indexOf('endstream', begin));
    const isFont = !head.includes('/FlateDecode') || /\/Length1\b/.test(head);
    objects.set(Number(match[1]), { head, stream: isFont ? '' : inflateSync(body).toString('latin1') });
  }
  return objects;
}

function referencesIn(text: string): readonly number[] {
  return [...text.matchAll(/(\d+) 0 R/g)].map(([, id]) => Number(id));
}

/** A dictionary by its name, written out or elsewhere. */
function dictionaryOf(head: string, name: string, objects: ReadonlyMap<number, PdfObject>): string {
  const at = head.search(new RegExp(`/${name}\\b`));
  if (at < 0) return '';
  const rest = head.slice(at + name.length + 1);
  const elsewhere = /^\s*(\d+) 0 R/.exec(rest);
  if (elsewhere) return objects.get(Number(elsewhere[1]))?.head ?? '';
  let depth = 0;
  for (const { 0: mark, index } of rest.matchAll(/<<|>>/g)) {
    depth += mark === '<<' ? 1 : -1;
    if (depth === 0) return rest.slice(0, index);
  }
  return rest;
}

interface Font {
  /** Bytes of a glyph's code. */
  readonly width: number;
  readonly glyphs: ReadonlyMap<number, string>;
}

function fontsOf(resources: string, objects: ReadonlyMap<number, PdfObject>): ReadonlyMap<string, Font> {
  const fonts = new Map<string, Font>();
  for (const [, name = '', id] of dictionaryOf(resources, 'Font', objects).matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const meaning = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? '')?.[1];
    const table = objects.get(Number(meaning))?.stream ?? '';
    const code = /begincodespacerange\s*<(\w+)>/.exec(table)?.[1] ?? '0000';
    fonts.set(name, { width: code.length / 2, glyphs: glyphsOf(table) });
  }
  return fonts;
}

function glyphsOf(table: string): ReadonlyMap<number, string> {
  const glyphs = new Map<number, string>();
  for (const [, lines = ''] of table.matchAll(/beginbfchar(.*?)endbfchar/gs))
    for (const [, glyph = '', meaning = ''] of lines.matchAll(/<(\w+)> <(\w+)>/g))
      glyphs.set(Number.parseInt(glyph, 16), lettersOf(meaning));
  for (const [, lines = ''] of table.matchAll(/beginbfrange(.*?)endbfrange/gs))
    for (const [, from = '', to = '', meaning = ''] of lines.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const [first, last, letter] = [from, to, meaning].map((hex) => Number.parseInt(hex, 16));
      for (let glyph = first ?? 0; glyph <= (last ?? 0); glyph++)
        glyphs.set(glyph, String.fromCodePoint((letter ?? 0) + glyph - (first ?? 0)));
    }
  return glyphs;
}

function lettersOf(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le');
}

/** Each piece of text that was set as one is words of its own. */
function wordsOf(content: string, fonts: ReadonlyMap<string, Font>): string {
  let font: Font = { width: 1, glyphs: new Map() };
  let words = '';
  const marks = /\/(\w+) [\d.]+ Tf|<([\dA-Fa-f]+)>|\(((?:[^()\\]|\\[\s\S])*)\)|\bBT\b/g;
  for (const [mark, name, hex, literal] of content.matchAll(marks)) {
    if (name !== undefined) font = fonts.get(name) ?? font;
    else if (mark === 'BT') words += ' ';
    else words += textOf(hex === undefined ? bytesOf(literal ?? '') : Buffer.from(hex, 'hex'), font);
  }
  return words.replaceAll(/\s+/g, ' ');
}

function textOf(codes: Buffer, { width, glyphs }: Font): string {
  let text = '';
  for (let at = 0; at + width <= codes.length; at += width)
    text += glyphs.get(codes.readUIntBE(at, width)) ?? '';
  return text;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function bytesOf(literal: string): Buffer {
  const plain = literal.replaceAll(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_, octal?: string, letter?: string) =>
    octal === undefined
      ? (escapes[letter ?? ''] ?? letter ?? '')
      : String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(plain, 'latin1');
}
