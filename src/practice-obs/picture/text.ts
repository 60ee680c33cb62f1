import { type Box, type Colour, type Raster, fillBox } from './raster';

/**
 * Letters of five columns by seven rows, one hexadecimal pair a column, lowest bit on top, from the space on.
 * Enough to read what a text source says; a real OBS draws with real fonts.
 */
const columns = (
  '0000000000 00005f0000 0007000700 147f147f14 242a7f2a12 2313086462 3649552250 0005030000 001c224100 0041221c00 ' +
  '14083e0814 08083e0808 0050300000 0808080808 0060600000 2010080402 3e5149453e 00427f4000 4261514946 2141454b31 ' +
  '1814127f10 2745454539 3c4a494930 0171090503 3649494936 064949291e 0036360000 0056360000 0814224100 1414141414 ' +
  '0041221408 0201510906 324979413e 7e1111117e 7f49494936 3e41414122 7f4141221c 7f49494941 7f09090901 3e4149497a ' +
  '7f0808087f 00417f4100 2040413f01 7f08142241 7f40404040 7f020c027f 7f0408107f 3e4141413e 7f09090906 3e4151215e ' +
  '7f09192946 4649494931 01017f0101 3f4040403f 1f2040201f 3f4038403f 6314081463 0708700807 6151494543 007f414100 ' +
  '0204081020 0041417f00 0402010204 4040404040 0001020400 2054545478 7f48444438 3844444420 384444487f 3854545418 ' +
  '087e090102 0c5252523e 7f08040478 00447d4000 2040443d00 7f10284400 00417f4000 7c04180478 7c08040478 3844444438 ' +
  '7c14141408 081414187c 7c08040408 4854545420 043f444020 3c4040207c 1c2040201c 3c4030403c 4428102844 0c5050503c ' +
  '4464544c44 0008364100 00007f0000 0041360800 0804081008'
).split(' ');

const unknown = '7f4141417f';
const rows = 7;
/** Columns from one letter to the next. */
const pitch = 6;
/** Rows from one line to the next. */
const leading = 10;

function glyph(letter: string): string {
  // An accent is dropped rather than the letter: "Díaz" reads as "Diaz".
  const plain = letter.normalize('NFD').charAt(0);
  return columns[plain.charCodeAt(0) - 32] ?? unknown;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The size of a text, in pixels, when its letters are `size` pixels high. */
export function textSize(text: string, size: number): Size {
  if (text === '') return { width: 0, height: 0 };
  const lines = text.split('\n');
  const longest = Math.max(...lines.map((line) => Array.from(line).length));
  const dot = size / leading;
  return { width: Math.ceil(longest * pitch * dot), height: Math.ceil(lines.length * leading * dot) };
}

/** Draws a text so that it fills `box`. */
export function drawText(onto: Raster, text: string, box: Box, colour: Colour): void {
  const natural = textSize(text, leading);
  if (natural.width === 0) return;
  const dotX = box.width / natural.width;
  const dotY = box.height / natural.height;
  for (const [row, line] of text.split('\n').entries()) {
    for (const [place, letter] of Array.from(line).entries()) {
      const x = box.x + place * pitch * dotX;
      const y = box.y + (row * leading + 1) * dotY;
      drawGlyph(onto, glyph(letter), { x, y, width: dotX, height: dotY }, colour);
    }
  }
}

function drawGlyph(onto: Raster, glyphColumns: string, dot: Box, colour: Colour): void {
  for (let column = 0; column < 5; column += 1) {
    const bits = Number.parseInt(glyphColumns.slice(column * 2, column * 2 + 2), 16);
    for (let row = 0; row < rows; row += 1) {
      if (((bits >> row) & 1) === 0) continue;
      fillBox(
        onto,
        { x: dot.x + column * dot.width, y: dot.y + row * dot.height, width: dot.width, height: dot.height },
        colour,
      );
    }
  }
}
