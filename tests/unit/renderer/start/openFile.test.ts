import { describe, expect, it, vi } from 'vitest';
import { largestShowFile } from '../../../../src/contract/limits';
import type { Client, Reply } from '../../../../src/renderer/client/client';
import { openFile } from '../../../../src/renderer/features/start/openFile';
import { refusalText } from '../../../../src/renderer/ui/RefusalLine';

function clientThat(answers: Reply<'openText'>) {
  const call = vi.fn<(name: string, input: unknown) => Promise<Reply<'openText'>>>(async () => answers);
  return { client: { call } as unknown as Client, call };
}

const file = (text: string, name = 'show.lectern'): File => new File([text], name);

describe('a file that the operator chose', () => {
  it('is sent as it is', async () => {
    const { client, call } = clientThat({ ok: true, value: null });
    expect(await openFile(client, file('{"lectern":1}'))).toBeNull();
    expect(call).toHaveBeenCalledWith('openText', { fileName: 'show.lectern', text: '{"lectern":1}' });
  });

  it('is not even read when it is too large, and that is said with its size', async () => {
    const { client, call } = clientThat({ ok: true, value: null });
    const large = Object.assign(file(''), { text: vi.fn<() => Promise<string>>() });
    Object.defineProperty(large, 'size', { value: 50 * 1024 * 1024 });
    const refusal = await openFile(client, large);
    expect(refusal).toEqual({ code: 'fileTooLarge', megabytes: 50 });
    expect(refusal?.code === 'fileTooLarge' && refusalText(refusal)).toContain('50 MB');
    expect(large.text).not.toHaveBeenCalled();
    expect(call).not.toHaveBeenCalled();
  });

  it('may be as large as the host reads', async () => {
    const { client, call } = clientThat({ ok: true, value: null });
    const largest = file('{}');
    Object.defineProperty(largest, 'size', { value: largestShowFile });
    expect(await openFile(client, largest)).toBeNull();
    expect(call).toHaveBeenCalledOnce();
  });

  it('is said to be unreadable when this machine does not let it be read', async () => {
    const { client, call } = clientThat({ ok: true, value: null });
    const gone = Object.assign(file(''), { text: () => Promise.reject(new DOMException('gone')) });
    expect(await openFile(client, gone)).toEqual({ code: 'unreadable' });
    expect(call).not.toHaveBeenCalled();
  });

  it('is refused in the words of the host', async () => {
    const { client } = clientThat({ ok: false, refusal: { code: 'fileNewer', version: 9 } });
    expect(await openFile(client, file('{}'))).toEqual({ code: 'fileNewer', version: 9 });
  });

  it('keeps the end of a name that is too long, which says what it is', async () => {
    const { client, call } = clientThat({ ok: true, value: null });
    await openFile(client, file('{}', `${'a'.repeat(400)}.lectern`));
    const fileName = `${'a'.repeat(247)}.lectern`;
    expect(call).toHaveBeenCalledWith('openText', { fileName, text: '{}' });
  });
});
