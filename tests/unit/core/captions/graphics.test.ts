import { describe, expect, it } from 'vitest';
import type { Graphics } from '../../../../src/core/captions/graphics';
import {
  contrast,
  defaultGraphics,
  isFontName,
  largestLogo,
  leastContrast,
  logoProblem,
  lowContrast,
  paletteOf,
  themeNames,
} from '../../../../src/core/captions/graphics';
import { comesIn, goesIn } from '../../../../src/core/captions/motion';
import { showFileSchema } from '../../../../src/contract/showSchema';
import { applyEdit } from '../../../../src/core/show/edit';
import { show } from '../../../support/shows';

const png = (bytes = 0): string =>
  Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    Buffer.alloc(bytes + 4),
  ]).toString('base64');

describe('colours', () => {
  it('are measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(contrast('#ffffff', '#777777')).toBeCloseTo(4.48, 2);
  });

  it.each(themeNames)('of the theme %s can all be read', (theme) => {
    const { onAccent, accent, plate, ...texts } = paletteOf({ theme, colours: null });
    for (const text of Object.values(texts)) {
      expect(contrast(text, plate)).toBeGreaterThan(leastContrast);
    }
    expect(contrast(onAccent, accent)).toBeGreaterThan(leastContrast);
  });

  it('of one’s own give the quieter lines theirs, and none that cannot be read', () => {
    const colours = { accent: '#ffee00', plate: '#ffffff', text: '#767676' };
    const palette = paletteOf({ theme: 'block', colours });
    expect(palette).toMatchObject({ name: '#767676', organisation: '#767676', onAccent: '#000000' });
    expect(lowContrast({ theme: 'block', colours })).toBeNull();
    const dark = paletteOf({
      theme: 'bar',
      colours: { accent: '#101010', plate: '#000000', text: '#ffffff' },
    });
    expect(dark).toMatchObject({ role: '#ebebeb', organisation: '#cccccc', onAccent: '#ffffff' });
  });

  it('that are too close are told by how close they are', () => {
    const colours = { accent: '#ffee00', plate: '#ffffff', text: '#777777' };
    expect(lowContrast({ theme: 'bar', colours })).toBeCloseTo(4.48, 2);
  });
});

describe('a logo', () => {
  it('is known by what it begins with, not by its name or type', () => {
    expect(logoProblem(`data:image/png;base64,${png()}`)).toBeNull();
    expect(logoProblem(`data:image/jpeg;base64,${png()}`)).toBe('logoNoPicture');
    expect(logoProblem('data:image/jpeg;base64,/9j/4AAQSkZJRgABAQ==')).toBeNull();
    expect(logoProblem('data:image/webp;base64,UklGRiQAAABXRUJQVlA4')).toBeNull();
    expect(logoProblem('data:image/webp;base64,UklGRiQAAABXQVZFVlA4')).toBe('logoNoPicture');
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    expect(logoProblem(`data:image/svg+xml;base64,${svg}`)).toBe('logoNoPicture');
    expect(logoProblem('https://example.org/logo.png')).toBe('logoNoPicture');
    expect(logoProblem('')).toBe('logoNoPicture');
  });

  it('has a limit', () => {
    expect(logoProblem(`data:image/png;base64,${png(largestLogo - 12)}`)).toBeNull();
    expect(logoProblem(`data:image/png;base64,${png(largestLogo)}`)).toBe('logoTooLarge');
  });
});

it('a font is named, and nothing else can be said in its place', () => {
  expect(isFontName('Source Serif 4')).toBe(true);
  expect(isFontName('宋体')).toBe(true);
  for (const name of ['', ' ', "x'; color: red", 'a"b', 'url(x)', 'a\nb', 'a'.repeat(65)])
    expect(isFontName(name)).toBe(false);
});

it('a caption comes in 740 ms and goes in 460', () => {
  expect([comesIn, goesIn]).toEqual([740, 460]);
});

describe('the graphics of a show', () => {
  const file = (graphics: unknown): unknown => ({
    lectern: 1,
    revision: 1,
    show: { ...show([]), graphics },
  });

  it('are the usual ones in a file from before there were any', () => {
    const { graphics: _, ...before } = show([]);
    const read = showFileSchema.parse({ lectern: 1, revision: 1, show: before });
    expect(read.show.graphics).toEqual(defaultGraphics);
  });

  it('come back as they were written', () => {
    const graphics: Graphics = {
      theme: 'band',
      colours: { accent: '#ff8800', plate: '#001122', text: '#ffffff' },
      logo: { name: 'logo.png', data: `data:image/png;base64,${png()}` },
      font: 'Source Serif 4',
      ograf: { id: 'a'.repeat(32), name: 'A strap' },
    };
    expect(showFileSchema.parse(file(graphics)).show.graphics).toEqual(graphics);
  });

  it.each([
    ['a theme that is none', { theme: 'neon' }],
    [
      'a colour that is more than a colour',
      { colours: { accent: 'url(http://x)', plate: '#000000', text: '#ffffff' } },
    ],
    ['a logo from elsewhere', { logo: { name: 'x', data: 'https://example.org/x.png' } }],
    ['a font that is a style', { font: "x', url(http://x)" }],
  ])('are refused with %s', (_, wrong) => {
    expect(showFileSchema.safeParse(file({ ...defaultGraphics, ...wrong })).success).toBe(false);
  });

  it('are edited and put back as one', () => {
    const before = show([]);
    const graphics: Graphics = { ...defaultGraphics, theme: 'block' };
    const edited = applyEdit(before, { kind: 'setShow', patch: { graphics } });
    if (!edited.ok) throw new Error(edited.problem.code);
    expect(edited.value.show.graphics).toEqual(graphics);
    expect(applyEdit(edited.value.show, edited.value.inverse)).toMatchObject({ value: { show: before } });
    const logo = { name: 'x', data: 'data:image/png;base64,AAAA' };
    expect(applyEdit(before, { kind: 'setShow', patch: { graphics: { ...graphics, logo } } })).toMatchObject({
      ok: false,
      problem: { code: 'logoNoPicture' },
    });
  });
});
