import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../../../src/core/asrun/csv';

describe('CSV', () => {
  it('quotes what holds commas, quotes or line breaks, and ends lines as RFC 4180 does', () => {
    expect(writeCsv([['Q&A, part 2', 'He said "go"', 'two\nlines', 'plain']])).toBe(
      '"Q&A, part 2","He said ""go""","two\nlines",plain\r\n',
    );
  });

  it.each(['=1+1', '+1', '-2', '@cmd', '\t=1', '\r=1'])(
    'guards %j, which a spreadsheet would take for a formula',
    (text) => {
      expect(
        writeCsv([[text]])
          .replaceAll('"', '')
          .startsWith(`'${text[0] ?? ''}`),
      ).toBe(true);
    },
  );

  it('leaves empty what is not known, and numbers as they are', () => {
    expect(writeCsv([[null, 0, -25, '']])).toBe(',0,-25,\r\n');
  });
});
