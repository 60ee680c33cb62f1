import { describe, expect, it } from 'vitest';
import { textSourceProblem } from '../../../../src/core/captions/scripts';

describe('textSourceProblem', () => {
  it.each([
    'Morshed Mannan',
    'María de los Ángeles Fernández‑Villaseñor y Montemayor',
    'Zoe\u0308 Nguyễn Thị Đặng',
    'Алексей Ивáнов'.normalize('NFC').replace('á', 'а'),
    'Γιώργος Παπαδόπουλος',
    '山田 太郎',
    '김민준',
    'Acme™ © 2023, #1 (50 %)',
    '',
  ])('finds nothing wrong with %j', (text) => expect(textSourceProblem(text)).toBeNull());

  it.each(['مرشد منان', 'דנה לוי', 'Dana (דנה) Levi', 'ܡܪܝܐ', 'ދިވެހި'])(
    'sees that %j runs right to left',
    (text) => expect(textSourceProblem(text)).toBe('rightToLeft'),
  );

  it.each(['Ada 👩‍💻', '🇮🇹 Italia', 'A ❤️ B', '1️⃣ First', 'Sam 👋🏽'])('sees the emoji in %j', (text) =>
    expect(textSourceProblem(text)).toBe('emoji'),
  );

  it.each(['अमिताभ', 'สมชาย', 'தமிழ்', 'ខ្មែរ', 'བོད་', 'x\u0323\u0302\u030a'])(
    'sees that %j needs shaping',
    (text) => expect(textSourceProblem(text)).toBe('shaping'),
  );
});
