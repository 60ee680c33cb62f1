import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepPicture } from '../../../../src/main/electron/captionFiles';
import { openCaptionIndex } from '../../../../src/main/electron/captionIndex';
import type { CaptionPicture } from '../../../../src/main/electron/captionPictures';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'lectern-index-'));
});
afterEach(async () => rm(dir, { recursive: true }));

async function picture(name: string): Promise<CaptionPicture> {
  const fit = { nameLines: [name], roleLines: [], orgLines: [], scale: 1, shortened: false };
  return { file: await keepPicture(dir, Buffer.from(name), 'png'), fit };
}

describe('the index of captions', () => {
  it('finds after a restart what was drawn before, with how it was set', async () => {
    const [amal, paul] = [await picture('Amal'), await picture('Paul')];
    const index = openCaptionIndex(dir, 'page-1');
    await Promise.all([index.add('amal', amal), index.add('paul', paul)]);
    const later = openCaptionIndex(dir, 'page-1');
    expect(await later.find('amal')).toEqual(amal);
    expect(await later.find('paul')).toEqual(paul);
    expect(await later.find('coby')).toBeNull();
  });

  it('finds nothing that another drawing made', async () => {
    await openCaptionIndex(dir, 'page-1').add('amal', await picture('Amal'));
    expect(await openCaptionIndex(dir, 'page-2').find('amal')).toBeNull();
  });

  it('finds no picture that is gone or was left short by a power cut', async () => {
    const [amal, paul] = [await picture('Amal'), await picture('Paul')];
    const index = openCaptionIndex(dir, 'page-1');
    await index.add('amal', amal);
    await index.add('paul', paul);
    await rm(amal.file);
    await truncate(paul.file, 1);
    expect(await index.find('amal')).toBeNull();
    expect(await openCaptionIndex(dir, 'page-1').find('paul')).toBeNull();
  });

  it('forgets in time what is drawn no more', async () => {
    await openCaptionIndex(dir, 'page-1').add('amal', await picture('Amal'));
    await openCaptionIndex(dir, 'page-1').add('paul', await picture('Paul'));
    expect(await openCaptionIndex(dir, 'page-1').find('amal')).toBeNull();
  });

  it('begins anew where its file is damaged', async () => {
    await writeFile(join(dir, 'drawn.json'), '{"drawnBy":"page-1","pictures":[{');
    const index = openCaptionIndex(dir, 'page-1');
    expect(await index.find('amal')).toBeNull();
    await index.add('amal', await picture('Amal'));
    expect(await openCaptionIndex(dir, 'page-1').find('amal')).not.toBeNull();
  });
});
